"""The network that reads journeys, as it is trained: the same sums as ``geo.itinerary.learnt.network``, with gradients.

Needs jax, which the run time does not. Every random number comes from the seed of the network.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

HIDDEN, PAIR = 96, 32
BUCKETS = (64, 176, 400)  # tokens: texts are padded to one of these, longer ones are cut
PLACES, MENTIONS, BATCH = 24, 48, 16
EPOCHS, RATE, DECAY = 24, 2e-3, 1e-4
DROPPED, WORDS_DROPPED, INPUT_DROPPED = 0.3, 0.1, 0.2
RULES_KEPT, TUNED_KEPT = (
    0.85,
    0.3,
)  # how often a text is shown with what the rules found: seldom where they were tuned on it
RULE_FEATURES, RULE_PAIRS = 6, 27  # where in the features what the rules found begins
SHARES = {"stop": 1.0, "status": 0.4, "mode": 0.5, "together": 0.8, "before": 1.0}  # of the loss
Arrays = Mapping[str, Any]
Weights = dict[str, Any]


def start(seed: int, tokens: int, features: int, pairs: int) -> Weights:
    """Random weights to begin with, for so many numbers a token, a place and a pair."""
    keys = iter(jax.random.split(jax.random.PRNGKey(seed), 40))

    def dense(rows: int, columns: int, size: float = 1.0) -> Any:
        return jax.random.normal(next(keys), (rows, columns)) * size / np.sqrt(rows)

    h, q = HIDDEN, PAIR
    made = {"in": dense(tokens, h), "bin": jnp.zeros(h)}
    for way in "fb":
        made |= {f"{way}x": dense(h, 4 * h), f"{way}h": dense(h, 4 * h)}
        made[f"{way}b"] = jnp.zeros(4 * h).at[h : 2 * h].set(1.0)
    made |= {"o1": dense(4 * h, h), "ob": jnp.zeros(h), "role": dense(h, 1), "roleb": jnp.zeros(1)}
    made |= {"p1": dense(h + features, h), "pb": jnp.zeros(h), "role2": dense(h, 1, 0.3)}
    made |= {"st": dense(h, 4), "stb": jnp.zeros(4), "md": dense(h, 6), "mdb": jnp.zeros(6)}
    made |= {"ga": dense(h, q), "gf": dense(pairs, q), "g2": dense(2 * q, q), "gb": jnp.zeros(q), "g3": dense(q, 1)}
    made |= {"oa": dense(h, q), "oc": dense(h, q), "of": dense(pairs, q), "o2b": jnp.zeros(q), "o3": dense(q, 1)}
    return made


def _read(rows: Any, mask: Any, net: Weights, way: str) -> Any:
    size = net[f"{way}h"].shape[0]
    gates = (rows @ net[f"{way}x"] + net[f"{way}b"]).swapaxes(0, 1)
    live = mask.swapaxes(0, 1)[..., None]

    def step(carry: Any, now: Any) -> Any:
        state, cell = carry
        gate, on = now
        i, f, o, u = jnp.split(gate + state @ net[f"{way}h"], 4, -1)
        new = jax.nn.sigmoid(f) * cell + jax.nn.sigmoid(i) * jnp.tanh(u)
        out = jax.nn.sigmoid(o) * jnp.tanh(new)
        return (on * out + (1 - on) * state, on * new + (1 - on) * cell), on * out

    zeros = jnp.zeros((rows.shape[0], size))
    return jax.lax.scan(step, (zeros, zeros), (gates, live), reverse=way == "b")[1].swapaxes(0, 1)


def _drop(key: Any, rows: Any, share: float) -> Any:
    return jnp.where(jax.random.bernoulli(key, 1 - share, rows.shape), rows / (1 - share), 0)


def forward(net: Weights, batch: Arrays, key: Any) -> dict[str, Any]:
    """The opinions on a batch while training, with parts of everything left out at random."""
    k = jax.random.split(key, 8)
    rows = batch["tokens"] * jax.random.bernoulli(k[0], 1 - WORDS_DROPPED, batch["tokens"].shape[:2])[..., None]
    rows = jnp.tanh(_drop(k[1], rows, INPUT_DROPPED) @ net["in"] + net["bin"])
    rows = _drop(k[2], rows, DROPPED)
    mask = batch["mask"]
    read = jnp.concatenate([_read(rows, mask, net, "f"), _read(rows, mask, net, "b")], -1)
    read = _drop(k[3], read, DROPPED)
    whole = (read * mask[..., None]).sum(1) / mask.sum(1)[:, None]
    seen = jnp.take_along_axis(read, batch["at"][..., None], 1)
    seen = jnp.concatenate([seen, jnp.broadcast_to(whole[:, None], seen.shape)], -1)
    mentions = _drop(k[4], jnp.tanh(seen @ net["o1"] + net["ob"]), DROPPED)
    score = (mentions @ net["role"] + net["roleb"])[..., 0]
    own = batch["owner"][:, :, None] == jnp.arange(PLACES)[None, None]
    raised = jnp.where(own, score[:, :, None] * 2, -1e9)
    named = own.any(1)
    share = jax.nn.softmax(raised, 1) * own
    places = jnp.einsum("bks,bkh->bsh", share, mentions)
    places = jnp.tanh(jnp.concatenate([places, batch["features"]], -1) @ net["p1"] + net["pb"])
    places = _drop(k[5], places, DROPPED)
    stop = jnp.where(named, jax.nn.logsumexp(raised, 1) / 2, 0.0) + (places @ net["role2"])[..., 0]
    together, before = _pairs(net, places, batch["pairs"])
    status, mode = places @ net["st"] + net["stb"], places @ net["md"] + net["mdb"]
    return {"stop": stop, "named": named, "status": status, "mode": mode, "together": together, "before": before}


def _pairs(net: Weights, places: Any, pairs: Any) -> tuple[Any, Any]:
    own, told = places @ net["ga"], jnp.tanh(pairs @ net["gf"])
    both = jnp.concatenate([own[:, :, None] * own[:, None], told + told.swapaxes(1, 2)], -1)
    together = (jnp.tanh(both @ net["g2"] + net["gb"]) @ net["g3"])[..., 0]
    one, two = places @ net["oa"], places @ net["oc"]
    half = (jnp.tanh(one[:, :, None] + two[:, None] + pairs @ net["of"] + net["o2b"]) @ net["o3"])[..., 0]
    return together, half - half.swapaxes(1, 2)


def loss(net: Weights, batch: Arrays, key: Any) -> Any:
    """What is wrong with the opinions on a batch; what the rules found is hidden from some of its texts."""
    rules, key = jax.random.split(key)
    shown = jax.random.bernoulli(rules, jnp.where(batch["tuned"], TUNED_KEPT, RULES_KEPT))
    hidden = dict(batch)
    hidden["features"] = batch["features"].at[..., RULE_FEATURES:].multiply(shown[:, None, None])
    hidden["pairs"] = batch["pairs"].at[..., RULE_PAIRS:].multiply(shown[:, None, None, None])
    found = forward(net, hidden, key)
    total = SHARES["stop"] * _either(found["stop"], batch["stop"], batch["stop_known"] * found["named"])
    for name in ("together", "before"):
        total += SHARES[name] * _either(found[name], batch[name], batch[f"{name}_known"])
    for name in ("status", "mode"):
        total += SHARES[name] * _one_of(found[name], batch[name], found["named"])
    return total


def _either(score: Any, truth: Any, known: Any) -> Any:
    score = jnp.clip(score, -20, 20)
    return ((jnp.logaddexp(0, score) - truth * score) * known).sum() / (known.sum() + 1e-6)


def _one_of(scores: Any, right: Any, named: Any) -> Any:
    known = (right.sum(-1) > 0) * named
    log = -jax.nn.logsumexp(jnp.where(right > 0, jax.nn.log_softmax(scores), -1e9), axis=-1)
    return jnp.where(known, log, 0.0).sum() / (known.sum() + 1e-6)


@jax.jit
def _step(net: Weights, mean: Weights, square: Weights, batch: Arrays, key: Any, count: Any, rate: Any) -> Any:
    """One step of Adam with decay of the weights; the gradient is cut to length one."""
    slope = jax.grad(loss)(net, batch, key)
    size = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree_util.tree_leaves(slope)))
    slope = jax.tree_util.tree_map(lambda g: g * jnp.minimum(1.0, 1.0 / (size + 1e-9)), slope)
    mean = jax.tree_util.tree_map(lambda m, g: 0.9 * m + 0.1 * g, mean, slope)
    square = jax.tree_util.tree_map(lambda v, g: 0.999 * v + 0.001 * g * g, square, slope)

    def moved(w: Any, m: Any, v: Any) -> Any:
        return w - rate * (m / (1 - 0.9**count) / (jnp.sqrt(v / (1 - 0.999**count)) + 1e-8) + DECAY * w)

    return jax.tree_util.tree_map(moved, net, mean, square), mean, square


def batches(rows: Sequence[Arrays], random: np.random.Generator) -> Iterator[Arrays]:
    """All texts once, in batches of texts of like length; the last of a length is filled up."""
    found = []
    for length in BUCKETS:
        own = [row for row in rows if len(row["mask"]) == length]
        random.shuffle(own)  # type: ignore[arg-type]
        for n in range(0, len(own), BATCH):
            part = own[n : n + BATCH]
            part += [own[random.integers(len(own))] for _ in range(BATCH - len(part))]
            found.append({name: np.stack([row[name] for row in part]) for name in part[0]})
    random.shuffle(found)  # type: ignore[arg-type]
    yield from found


def train(rows: Sequence[Arrays], seed: int) -> dict[str, np.ndarray]:
    """Train one network on texts as ``train_journeys.lesson`` lays them out."""
    random, key = np.random.default_rng(seed), jax.random.PRNGKey(seed)
    first = rows[0]
    net = start(seed, first["tokens"].shape[-1], first["features"].shape[-1], first["pairs"].shape[-1])
    mean = square = jax.tree_util.tree_map(jnp.zeros_like, net)
    count = 0
    for epoch in range(EPOCHS):
        rate = RATE * 0.5 * (1 + np.cos(np.pi * epoch / EPOCHS))
        for batch in batches(rows, random):
            key, own = jax.random.split(key)
            count += 1
            net, mean, square = _step(net, mean, square, batch, own, jnp.float32(count), jnp.float32(rate))
        print(f"network {seed}: {epoch + 1} of {EPOCHS} rounds", end="\r", flush=True)
    print()
    return {name: np.asarray(value) for name, value in net.items()}
