# usage: python3 writing-torch.py CASE SECONDS cached|reread → as writing-ours.ts, on one thread
import math
import sys
import time

import torch
from case import read_case
from measure import milliseconds, say
from networks_torch import attention, heads, linear, prepared
from torch.nn import functional as F

file, seconds, way = sys.argv[1:]
torch.set_num_threads(1)
parameters, inputs = read_case(file)
count = sum(weight.numel() for weight in parameters.values())
w = {name: weight.detach() for name, weight in prepared(parameters).items()}
tokens = inputs["ids"].long().flatten()
length = len(tokens)
ids = tokens.tolist()
width = w["tokens"].shape[1]
size = width // heads
blocks = sum(name.endswith(".norm1.gain") for name in w)
shape = (width,)


def norm(x, name):
    return F.layer_norm(x, shape, w[name + ".gain"], w[name + ".bias"])


def think(x, name):
    return x + linear(F.gelu(linear(norm(x, name + ".norm2"), w, name + ".up"), approximate="tanh"), w, name + ".down")


class Cached:
    """Room for all keys and values, filled from the front: [2, heads, T, size] for each block."""

    def __init__(self):
        self.kept = [torch.empty(2, heads, length, size) for _ in range(blocks)]
        self.length = 0

    def push(self, token):
        t = self.length
        self.length = t + 1
        x = w["tokens"][token] + w["positions"][t]
        for block, kept in enumerate(self.kept):
            name = f"block{block}"
            query, *new = linear(norm(x, name + ".norm1"), w, name + ".qkv").view(3, heads, size).unbind()
            kept[0, :, t], kept[1, :, t] = new
            keys, values = kept[:, :, : t + 1].unbind()
            scores = torch.bmm(keys, query[:, :, None]).squeeze(2) * (1 / math.sqrt(size))
            seen = torch.bmm(F.softmax(scores, -1)[:, None], values)
            x = think(x + linear(seen.view(width), w, name + ".mix"), name)
        return F.linear(norm(x, "norm"), w["head"])


class Reread:
    def __init__(self):
        self.length = 0

    def push(self, _):
        self.length += 1
        time = self.length
        future = torch.ones(time, time, dtype=torch.bool).triu(1)
        x = (F.embedding(tokens[:time], w["tokens"]) + w["positions"][:time])[None]
        for block in range(blocks):
            name = f"block{block}"
            seen = attention(linear(norm(x, name + ".norm1"), w, name + ".qkv"), future)
            x = think(x + linear(seen, w, name + ".mix"), name)
        return F.linear(norm(x[0, -1], "norm"), w["head"])


eighths = [math.inf] * 8


def whole():
    text = Cached() if way == "cached" else Reread()
    for i in range(8):
        begin, end = length * i // 8, length * (i + 1) // 8
        start = time.perf_counter()
        for t in range(begin, end):
            text.push(ids[t]).argmax().item()
        eighths[i] = min(eighths[i], 1000 * (time.perf_counter() - start) / (end - begin))


with torch.inference_mode():
    text = Cached() if way == "cached" else Reread()
    for token in ids:
        logits = text.push(token)
    answers = [logits.square().mean().item(), *logits[:3].tolist()]
    took = milliseconds(whole, float(seconds)) / length
say(dict(milliseconds=took, eighths=eighths, answers=answers, parameters=count))
