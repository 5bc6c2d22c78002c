# shellcheck shell=bash
# Sourced: which .NET framework the programs are built for. Needs messages.sh and
# $root, the repository.
: "${root:?the repository, set by the script that sources this}"

known_frameworks=(net10.0 net9.0)

# The smallest project that needs all packs the programs need.
write_probe() {
  cat >"$1/probe.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <PublishAot>true</PublishAot>
    <RuntimeIdentifier>linux-x64</RuntimeIdentifier>
    <CheckEolTargetFramework>false</CheckEolTargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
  </ItemGroup>
</Project>
PROJECT
}

# packs_restore FRAMEWORK : 0: the packages can be had, 1: there are none.
# Anything else (no network, no rights) decides nothing and ends the script.
packs_restore() {
  local work=$root/artifacts/probe-$1 said
  rm -rf "$work"
  mkdir -p "$work"
  # Stop the search for the repository's own settings here.
  echo '<Project />' | tee "$work/Directory.Build.props" "$work/Directory.Packages.props" >"$work/Directory.Build.targets"
  write_probe "$work"
  if said=$(cd "$work" && dotnet restore -nologo -v q -p:TargetFramework="$1" probe.csproj 2>&1); then
    rm -rf "$work"
    return 0
  fi
  rm -rf "$work"
  # NU1101: no such package, NU1102: not in this version, NETSDK1045: newer than the SDK.
  [[ $said =~ NU1101|NU1102|NETSDK1045 ]] && return 1
  die "asking the package sources (dotnet nuget list source) for the NativeAOT packs of $1 failed:"$'\n'"$said"
}

probe_framework() {
  local framework
  for framework in "${known_frameworks[@]}"; do
    if packs_restore "$framework"; then
      echo "$framework"
      return
    fi
    say "$framework: the package sources lack its NativeAOT pack"
  done
  die "no package source of this machine has the NativeAOT pack of ${known_frameworks[*]}: add one with dotnet nuget add source."
}

is_framework() {
  [[ $1 =~ ^net[0-9]+\.0$ ]]
}

# Prints the framework: of the environment, else the remembered one, else the
# newest that the package sources can serve. An argument "again" forgets.
choose_framework() {
  local remembered=$root/artifacts/framework framework=
  if [[ -n ${InterlinkFramework:-} ]]; then
    is_framework "$InterlinkFramework" ||
      die "InterlinkFramework in the environment is '$InterlinkFramework': set it to one of ${known_frameworks[*]}, or unset it."
    echo "$InterlinkFramework"
    return
  fi
  [[ ${1:-} == again || ! -s $remembered ]] || framework=$(<"$remembered")
  if ! is_framework "$framework"; then
    framework=$(probe_framework) || return
    mkdir -p "$root/artifacts"
    echo "$framework" >"$remembered"
  fi
  echo "$framework"
}

describe_framework() {
  say "framework $1"
  [[ $1 != net9.0 ]] ||
    say "note: .NET 9 is out of support since November 2026 (no more security fixes); scripts/build --probe looks for the packs of a newer one"
}
