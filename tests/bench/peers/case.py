# Reads what case.ts writes, as tensors of PyTorch.
import array
import json
import math

import torch


def read_case(file):
    with open(file + ".json") as text:
        listing = json.load(text)
    with open(file + ".bin", "rb") as data:
        numbers = torch.tensor(array.array("f", data.read()))
    place = 0

    def read(tensors):
        nonlocal place
        found = {}
        for tensor in tensors:
            size = math.prod(tensor["shape"])
            found[tensor["name"]] = numbers[place : place + size].reshape(tensor["shape"]).clone()
            place += size
        return found

    return read(listing["parameters"]), read(listing["inputs"])
