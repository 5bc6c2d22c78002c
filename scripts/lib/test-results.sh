# shellcheck shell=bash
# Sourced: reads the TRX files that `dotnet test` writes.

# test_results FILE : one line "OUTCOME<tab>TEST<tab>MESSAGE" per test, OUTCOME
# being passed, failed or skipped; a message is cut to its first line.
test_results() {
  awk -v RS='<' '
    function decoded(text) {
      gsub(/&#x[dD];|&#13;/, "", text); gsub(/&#x[aA];|&#10;|\n/, " ", text); gsub(/&#x9;|\t/, " ", text)
      gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text)
      gsub(/&apos;/, "'\''", text); gsub(/&amp;/, "\\&", text)
      return text
    }
    function attribute(name) {
      if (!match($0, " " name "=\"[^\"]*\"")) return ""
      return decoded(substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4))
    }
    function finish() {
      if (outcome != "") print outcome "\t" test "\t" message
      outcome = ""; message = ""
    }
    /^UnitTestResult / {
      finish()
      test = attribute("testName")
      outcome = attribute("outcome")
      outcome = outcome == "Passed" ? "passed" : outcome == "NotExecuted" ? "skipped" : "failed"
    }
    /^Message>/ && outcome != "" && message == "" {
      sub(/^Message>/, ""); sub(/\r?\n.*/, ""); message = decoded($0)
    }
    /^\/UnitTestResult>/ { finish() }
    END { finish() }' "$1"
}
