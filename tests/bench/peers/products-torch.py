# usage: python3 products-torch.py SECONDS 512x512x512nn... → what each product costs, and how large it is
import re
import sys

import torch
from measure import milliseconds, say

torch.set_num_threads(1)


def filled(rows, columns, transposed):
    """The same numbers in every program."""
    numbers = ((7 * torch.arange(rows * columns)) % 13 - 5).float() / 6
    return numbers.reshape(columns, rows).t() if transposed else numbers.reshape(rows, columns)


measured = []
for product in sys.argv[2:]:
    m, k, n = (int(size) for size in re.findall(r"\d+", product))
    a, b = filled(m, k, product[-2] == "t"), filled(k, n, product[-1] == "t")
    out = torch.zeros(m, n)
    time = milliseconds(lambda: torch.mm(a, b, out=out), float(sys.argv[1]))
    answers = [out.double().square().sum().item(), out[0, 1].item(), out[1, 0].item()]
    measured.append(dict(milliseconds=time, answers=answers))
say(measured)
