# usage: python3 picture-torch.py CASE SECONDS → what a picture of 50 steps costs on one thread, and what is on it
import math
import sys

import torch
from case import read_case
from measure import milliseconds, say
from networks_torch import prepared, unet_guess

file, seconds = sys.argv[1:]
torch.set_num_threads(1)
parameters, inputs = read_case(file)
weights = prepared(parameters)
noise = inputs["noise"].permute(0, 3, 1, 2).contiguous()
kept = inputs["kept"].tolist()
guidance = 3


@torch.no_grad()
def picture():
    x = noise
    for i in range(len(kept) - 1):
        time = inputs["times"][i : i + 1].expand(2, -1)
        led, free = unet_guess(weights, torch.cat([x, x]), time, inputs["bags"]).chunk(2)
        v = free + guidance * (led - free)
        signal, noisy = math.sqrt(kept[i]), math.sqrt(1 - kept[i])
        guess = (signal * x - noisy * v).clamp(-2, 2)
        state = math.sqrt(1 - kept[i + 1]) / noisy
        x = (math.sqrt(kept[i + 1]) - state * signal) * guess + state * x
    return x.permute(0, 2, 3, 1).flatten()


x = picture()
answers = [x.square().mean().item(), *x[600:603].tolist()]
say(dict(milliseconds=milliseconds(picture, float(seconds)), answers=answers))
