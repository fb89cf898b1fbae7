# usage: python3 gan-torch.py STEPS → milliseconds a step, on one thread. The same game as gan-tfjs.mjs.
import sys
import time

import torch
from torch import nn
from torch.nn.functional import softplus

torch.set_num_threads(1)
steps = int(sys.argv[1])
batch = 128


def network(inputs):
    return nn.Sequential(
        nn.Linear(inputs, 32), nn.LeakyReLU(0.2), nn.Linear(32, 32), nn.LeakyReLU(0.2), nn.Linear(32, 1)
    )


generator, discriminator = network(8), network(1)
learns_g = torch.optim.Adam(generator.parameters(), 0.002, (0.5, 0.999))
learns_d = torch.optim.Adam(discriminator.parameters(), 0.002, (0.5, 0.999))


def step():
    real = torch.randn(batch, 1)
    fake = generator(torch.randn(batch, 8)).detach()
    learns_d.zero_grad()
    (softplus(-discriminator(real)).mean() + softplus(discriminator(fake)).mean()).backward()
    learns_d.step()
    learns_g.zero_grad()
    softplus(-discriminator(generator(torch.randn(batch, 8)))).mean().backward()
    learns_g.step()


for _ in range(steps // 5):
    step()
start = time.perf_counter()
for _ in range(steps):
    step()
print((time.perf_counter() - start) * 1000 / steps)
