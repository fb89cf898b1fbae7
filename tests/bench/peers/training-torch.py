# usage: python3 training-torch.py NETWORK CASE SECONDS THREADS → what a step costs, and the first losses
import sys

import torch
from case import read_case
from measure import measure_training, say
from networks_torch import networks, prepared, prepared_inputs

name, file, seconds, threads = sys.argv[1:]
torch.set_num_threads(int(threads))

loss_of, adam, decay = networks[name]
parameters, inputs = read_case(file)
weights, inputs = prepared(parameters), prepared_inputs(inputs)
groups = [
    dict(params=[weight for weight in weights.values() if weight.dim() > 1], weight_decay=decay),
    dict(params=[weight for weight in weights.values() if weight.dim() == 1], weight_decay=0),
]
optimiser = torch.optim.AdamW(groups, **adam, foreach=True)


def step():
    optimiser.zero_grad(set_to_none=True)
    loss = loss_of(weights, inputs)
    loss.backward()
    optimiser.step()
    return loss.item()


count = sum(weight.numel() for weight in weights.values())
say(dict(measure_training(step, float(seconds), int(threads)), parameters=count))
