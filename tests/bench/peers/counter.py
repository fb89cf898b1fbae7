# usage: python3 counter.py FILE ORDER → seconds. Counts all n-grams up to ORDER, a line a document.
import sys, time
from collections import Counter

path, order = sys.argv[1], int(sys.argv[2])
start = time.perf_counter()
counters = [Counter() for _ in range(order)]
with open(path, encoding="utf-8") as lines:
    for line in lines:
        tokens = ["<s>", *line.split(), "</s>"]
        for n, counter in enumerate(counters, 1):
            counter.update(zip(*(tokens[i:] for i in range(n))))
print(time.perf_counter() - start)
