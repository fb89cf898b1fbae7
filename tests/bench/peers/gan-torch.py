# usage: python3 gan-torch.py SECONDS → what a step costs, on one thread. The same game as gan-tfjs.mjs.
import sys

import torch
from measure import milliseconds, say
from torch import nn
from torch.nn.functional import softplus

torch.set_num_threads(1)
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


parameters = sum(weight.numel() for network in (generator, discriminator) for weight in network.parameters())
say(dict(milliseconds=milliseconds(step, float(sys.argv[1])), parameters=parameters))
