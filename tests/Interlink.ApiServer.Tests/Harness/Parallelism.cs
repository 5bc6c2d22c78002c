// Each test starts programs; a few at a time are enough for a small machine.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
