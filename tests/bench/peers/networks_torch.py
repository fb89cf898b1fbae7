# The networks of ../networks in PyTorch, by its own layers' functions: weights and inputs by name → loss.
import math

import torch
from torch.nn import functional as F


def prepared(weights):
    """Matrices as PyTorch wants them: outputs first, and squares of pixels last. Tables stay as they are."""
    found = {}
    for name, weight in weights.items():
        if name.endswith(".weight") and is_convolution(name):
            weight = weight.reshape(3, 3, -1, weight.shape[1]).permute(3, 2, 0, 1)
        elif name.endswith(".weight") or name == "head":
            weight = weight.T
        found[name] = weight.contiguous().requires_grad_()
    return found


def is_convolution(name):
    return ".conv" in name or name in ("in.weight", "out.weight")


def linear(x, w, name):
    return F.linear(x, w[name + ".weight"], w[name + ".bias"])


heads = 4


def attention(qkv, future):
    batch, time, triple = qkv.shape
    query, key, value = (part.view(batch, time, heads, -1).transpose(1, 2) for part in qkv.split(triple // 3, 2))
    scores = query @ key.transpose(2, 3) * (1 / math.sqrt(query.shape[3]))
    looked = F.softmax(scores.masked_fill(future, -math.inf), -1) @ value
    return looked.transpose(1, 2).reshape(batch, time, triple // 3)


def gpt(w, inputs):
    ids, targets = inputs["ids"], inputs["targets"]
    time = ids.shape[1]
    future = torch.ones(time, time, dtype=torch.bool).triu(1)

    def norm(x, name):
        return F.layer_norm(x, x.shape[-1:], w[name + ".gain"], w[name + ".bias"])

    x = F.embedding(ids, w["tokens"]) + w["positions"]
    block = 0
    while f"block{block}.norm1.gain" in w:
        name = f"block{block}"
        x = x + linear(attention(linear(norm(x, name + ".norm1"), w, name + ".qkv"), future), w, name + ".mix")
        up = F.gelu(linear(norm(x, name + ".norm2"), w, name + ".up"), approximate="tanh")
        x = x + linear(up, w, name + ".down")
        block += 1
    logits = F.linear(norm(x, "norm"), w["head"])
    return F.cross_entropy(logits.flatten(0, 1), targets.flatten())


def mlp(w, inputs):
    hidden = F.silu(linear(F.silu(linear(inputs["x"], w, "mlp.0")), w, "mlp.1"))
    return F.mse_loss(linear(hidden, w, "mlp.2"), inputs["noise"])


groups = 8


def unet_guess(w, x, time, bags):
    """The guess at v, with channels before pixels: [B, 3, S, S]."""

    def convolve(h, name):
        return F.conv2d(h, w[name + ".weight"], w[name + ".bias"], padding=1)

    def pointwise(h, name):
        return F.conv2d(h, w[name + ".weight"][:, :, None, None], w[name + ".bias"])

    def steered(h, name):
        gain, shift = linear(e, w, name)[:, :, None, None].chunk(2, 1)
        return F.silu(F.group_norm(h, groups) * (1 + gain) + shift)

    def block(h, name):
        first = convolve(steered(h, name + ".steer1"), name + ".conv1")
        return h + convolve(steered(first, name + ".steer2"), name + ".conv2")

    timed = linear(F.silu(linear(time, w, "time.0")), w, "time.1")
    e = F.silu(timed + linear(F.silu(linear(bags, w, "words")), w, "prompt"))
    h = convolve(x, "in")
    seen = [h]
    while f"down{len(seen)}.widen.weight" in w:
        name = f"down{len(seen)}"
        h = block(pointwise(F.avg_pool2d(h, 2), name + ".widen"), name)
        seen.append(h)
    for level in reversed(range(len(seen))):
        if level < len(seen) - 1:
            h = F.interpolate(pointwise(h, f"up{level}.narrow"), scale_factor=2, mode="nearest") + seen[level]
        h = block(h, f"up{level}")
    return convolve(steered(h, "out.steer"), "out")


def unet(w, inputs):
    return F.mse_loss(unet_guess(w, inputs["x"], inputs["time"], inputs["bags"]), inputs["v"])


def prepared_inputs(inputs):
    """Whole numbers as such, and channels before pixels."""
    found = {}
    for name, numbers in inputs.items():
        if name in ("ids", "targets"):
            numbers = numbers.long()
        elif numbers.dim() == 4:
            numbers = numbers.permute(0, 3, 1, 2).contiguous()
        found[name] = numbers
    return found


# How each is trained, as in ../networks.
networks = {
    "gpt": (gpt, dict(lr=1e-3, betas=(0.9, 0.99)), 0.1),
    "mlp": (mlp, dict(lr=1e-3, betas=(0.9, 0.999)), 0),
    "unet": (unet, dict(lr=2e-3, betas=(0.9, 0.99)), 0),
}
