// One machine, one Slurm, and tests that stop it: two at a time would disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
