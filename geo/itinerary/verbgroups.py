"""Verb groups: auxiliaries, negation, adverbs and the main verb, with the movement that it is."""

from collections.abc import Sequence

from geo.itinerary.lexicon import VerbForm, lexicon
from geo.itinerary.syntax import Item, Predicate
from geo.itinerary.unit import Unit
from geo.itinerary.wordclass import is_contraction, is_ly, is_noun, verb_complement, verb_here

__all__ = ["verb_group"]


_ADJECTIVES_TO = frozenset(
    "uncertain unclear possible doubtful due likely set bound ready poised able unable about keen eager "
    "unlikely certain sure scheduled supposed".split()
)


def verb_group(seq: Sequence[Unit], i: int, before: list[Item]) -> Predicate | None:
    """Read a verb group that begins at unit ``i``, or None where none does."""
    lex, unit = lexicon(), seq[i]
    if unit.kind != "word":
        return None
    follow = seq[i + 1].low if i + 1 < len(seq) else ""
    if unit.low == "bound" and follow == "for" and i and seq[i - 1].kind in {"place", "time"}:
        return None  # "left Hamburg bound for Lagos": a preposition
    if unit.low == "to":
        return _infinitive(seq, i)
    finite_aux = (
        unit.low in lex.sets["closed.be"]
        or unit.low in lex.sets["closed.have"]
        or unit.low in lex.sets["closed.do"]
        or (unit.low in lex.sets["closed.modals"] and not unit.text[:1].isupper())
        or (unit.low.endswith("n't") and unit.low in lex.sets["closed.negation"])
    )
    if unit.low == "'s" and not (i and is_contraction(seq, i)):
        return None
    if finite_aux:
        group = _auxiliary_group(seq, i)
        ruling = _last_ruled(before) if unit.low == "be" else None
        if group is not None and ruling is not None and group.form == "finite":
            group.modal, group.tense = ruling.modal or "will", "future"
        return group
    if _continues_bare(seq, i, before):
        return _bare_group(seq, i, before)
    in_phrase = bool(before) and before[-1].last == i - 1 and before[-1].kind in {"np", "adv", "time"}
    opens = i == 0 or seq[i - 1].kind == "mark" or seq[i - 1].low in _OPENERS
    if i == 0 and _opens_as_adjective(seq):
        return None
    if not unit.readings or not verb_here(seq, i, noun_seen=in_phrase or opens, in_phrase=not in_phrase and not opens):
        return None
    return _lexical_group(seq, i)


def _opens_as_adjective(seq: Sequence[Unit]) -> bool:
    """As in "Refrigerated lorries set off": a participle that opens the sentence before a noun is no verb."""
    past = {r.tense for r in seq[0].readings} <= {"past", "participle"} and bool(seq[0].readings)
    return past and len(seq) > 1 and seq[1].kind == "word" and is_noun(seq[1])


def _continues_bare(seq: Sequence[Unit], i: int, before: list[Item]) -> bool:
    """As in "will sail to A and call at B", "rather than return": a base form that an earlier modal or "to" governs."""
    if not any(r.tense == "base" for r in seq[i].readings):
        return False
    if i and seq[i - 1].low == "than":
        return True
    letting = before[-2].pred if len(before) > 1 and before[-1].kind == "np" and not before[-1].prep else None
    if letting is not None and letting.lemma in {"let", "help", "make", "watch"}:
        return True
    joint = next((b for b in reversed(before) if b.kind not in {"adv", "time"}), None)
    if joint is None or joint.kind != "mark" or joint.low not in {"and", "or", ",", "but"}:
        return False
    last = _last_ruled(before)
    if last is None:
        return False
    nxt = seq[i + 1] if i + 1 < len(seq) else None
    return verb_complement(nxt) or (nxt is not None and nxt.kind == "word" and not nxt.readings)


def _last_ruled(before: list[Item]) -> Predicate | None:
    """The last verb group that stands under a modal or "to", among the last three."""
    groups = [b.pred for b in before if b.pred is not None][-3:]
    return next((g for g in reversed(groups) if g.form == "infinitive" or g.modal), None)


def _bare_group(seq: Sequence[Unit], i: int, before: list[Item]) -> Predicate:
    base = next(r for r in seq[i].readings if r.tense == "base")
    pred = Predicate(i, i, base.lemma, "finite", tense="future")
    last = _last_ruled(before)
    if before and before[-1].kind == "np":
        pred.form, pred.tense = "infinitive", "base"
    elif seq[i - 1].low == "than" or last is None:
        pred.form, pred.tense = "gerund", "base"
    elif last.form == "infinitive":
        pred.form, pred.tense, pred.continues = "infinitive", "base", last
    else:
        pred.modal, pred.tense = last.modal, last.tense
    return _with_movement(seq, pred)


_OPENERS = frozenset("and or but then who which that when while as because if although though where".split())


def _infinitive(seq: Sequence[Unit], i: int) -> Predicate | None:
    j = i + 1
    while j < len(seq) and (seq[j].low in lexicon().sets["closed.adverbs"] or is_ly(seq[j].low)):
        j += 1
    if j >= len(seq) or seq[j].kind != "word":
        return None
    if seq[j].low == "have":
        done = _auxiliary_group(seq, j)
        if done is not None:
            done.first, done.form, done.tense = i, "infinitive", "perfect"
        return done
    if seq[j].low == "be":
        passive = _auxiliary_group(seq, j)
        if passive is not None:
            passive.first, passive.form = i, "infinitive"
        return passive
    base = next((r for r in seq[j].readings if r.tense == "base"), None)
    if base is None or seq[j].text[:1].isupper():
        return None
    pred = Predicate(i, j, base.lemma, "infinitive", tense="base")
    return _with_movement(seq, pred)


def _lexical_group(seq: Sequence[Unit], i: int) -> Predicate | None:
    reading = _best_reading(seq, i)
    form = {"gerund": "gerund"}.get(reading.tense, "finite")
    tense = {"third": "present", "base": "present"}.get(reading.tense, "past")
    pred = Predicate(i, i, reading.lemma, form, tense=tense)
    pred.ambiguous = reading.tense in {"past", "participle"} and any(
        r.tense == "participle" and r.lemma == reading.lemma for r in seq[i].readings
    )
    if reading.tense == "participle":
        pred.passive = True
        pred.ambiguous = True
    return _with_movement(seq, pred)


def _best_reading(seq: Sequence[Unit], i: int) -> VerbForm:
    tenses = {r.tense for r in seq[i].readings}
    if tenses == {"participle", "base"}:  # "most come from Honduras": no auxiliary makes it a participle
        return next(r for r in seq[i].readings if r.tense == "base")
    order = {"past": 0, "gerund": 1, "third": 2, "participle": 3, "base": 4}
    return min(seq[i].readings, key=lambda r: (order[r.tense], r.lemma not in lexicon().movements))


def _auxiliary_group(seq: Sequence[Unit], i: int) -> Predicate | None:
    """Read auxiliaries, negation and adverbs up to the main verb: "is not expected", "had been flown"."""
    lex = lexicon()
    pred = Predicate(i, i, "be", "finite")
    chain: list[str] = []
    adverbs: list[str] = []
    j, main = i, None
    while j < len(seq):
        unit = seq[j]
        low = unit.low
        if unit.kind == "time":
            if j + 1 < len(seq) and seq[j + 1].readings and chain:
                j += 1
                continue
            break
        if unit.kind != "word":
            break
        if low in {"not", "n't", "never"} or (low.endswith("n't") and low in lex.sets["closed.negation"]):
            pred.negated = True
            if low.endswith("n't") and low != "n't":
                chain.append(
                    {"won't": "will", "can't": "can", "didn't": "did", "doesn't": "does", "don't": "do"}.get(
                        low, low[:-3]
                    )
                )
            j += 1
            continue
        if (
            low in lex.sets["closed.modals"]
            or low in lex.sets["closed.be"]
            or low in lex.sets["closed.have"]
            or low in lex.sets["closed.do"]
        ):
            pred.negated = pred.negated or low == "cannot"
            chain.append(low)
            j += 1
            continue
        if chain and (low in lex.sets["closed.adverbs"] or is_ly(low) or low == "since") and _verb_within(seq, j):
            adverbs.append(low)
            j += 1
            continue
        if chain and unit.readings and _main_verb_fits(seq, j, chain):
            main = j
        break
    pred.adverbs = tuple(adverbs)
    if main is None:
        return _copula(seq, pred, chain, j)
    return _finish_group(seq, pred, chain, main)


def _verb_within(seq: Sequence[Unit], j: int) -> bool:
    lex = lexicon()
    k = j + 1
    while k < len(seq) and k < j + 3:
        if seq[k].readings or seq[k].low in lex.sets["closed.be"] or seq[k].low in _ADJECTIVES_TO:
            return True
        if not (seq[k].low in lex.sets["closed.adverbs"] or is_ly(seq[k].low)):
            return False
        k += 1
    return False


def _main_verb_fits(seq: Sequence[Unit], j: int, chain: list[str]) -> bool:
    lex = lexicon()
    tenses = {r.tense for r in seq[j].readings}
    last = chain[-1]
    if last in lex.sets["closed.be"]:
        return bool(tenses & {"participle", "gerund"})
    if last in lex.sets["closed.have"]:
        return "participle" in tenses
    return "base" in tenses


def _copula(seq: Sequence[Unit], pred: Predicate, chain: list[str], j: int) -> Predicate | None:
    lex = lexicon()
    pred.lemma = (
        "be" if chain[-1] in lex.sets["closed.be"] else "have" if chain[-1] in lex.sets["closed.have"] else "do"
    )
    pred.last = j - 1
    while pred.last > pred.first and seq[pred.last].kind == "time":
        pred.last -= 1
    _tense_of(pred, chain)
    if len(chain) == 1 and pred.lemma == "have":
        pred.tense = "past" if chain[0] in {"had", "'d"} else "present"
    if chain[0] in {"being", "having"}:
        pred.form = "gerund"
    if pred.lemma == "be" and j < len(seq):
        if seq[j].low in _ADJECTIVES_TO and not (
            seq[j].low == "about" and seq[j + 1 : j + 2] and seq[j + 1].low != "to"
        ):
            pred.adjective = seq[j].low
            pred.last = j
        elif seq[j].low == "to" and _infinitive(seq, j) is not None:
            pred.adjective = "to"
    return _with_movement(seq, pred)


def _finish_group(seq: Sequence[Unit], pred: Predicate, chain: list[str], main: int) -> Predicate:
    lex = lexicon()
    want = (
        {"participle", "gerund"}
        if chain[-1] in lex.sets["closed.be"]
        else ({"participle"} if chain[-1] in lex.sets["closed.have"] else {"base"})
    )
    fitting = [r for r in seq[main].readings if r.tense in want]
    reading = min(fitting, key=lambda r: r.lemma not in lex.movements)
    pred.lemma, pred.last = reading.lemma, main
    pred.passive = reading.tense == "participle" and chain[-1] in lex.sets["closed.be"]
    pred.progressive = reading.tense == "gerund"
    _tense_of(pred, chain)
    if chain[0] == "having":
        pred.form = "having"
    elif chain[0] == "being":
        pred.form = "gerund"
    if pred.lemma in {"set"} and pred.passive and seq[main + 1 : main + 2] and seq[main + 1].low == "to":
        pred.adjective = "set"
    return _with_movement(seq, pred)


def _tense_of(pred: Predicate, chain: list[str]) -> None:
    lex = lexicon()
    first = chain[0]
    if first in lex.sets["closed.modals"]:
        pred.modal, pred.tense = first, "perfect" if len(chain) > 1 and chain[1] == "have" else "future"
    elif first in {"had", "'d"}:
        pred.tense = "pluperfect"
    elif first in {"has", "have", "'ve"}:
        pred.tense = "perfect"
    elif first in {"is", "are", "am", "does", "do", "'s", "'re", "'m"}:
        pred.tense = "present"
        if len(chain) > 1 and chain[0] == "'s" and chain[1] == "been":
            pred.tense = "perfect"


def _with_movement(seq: Sequence[Unit], pred: Predicate) -> Predicate:
    """Find which movement the verb is, by the particles that follow it."""
    rows = lexicon().movements.get(pred.lemma, ())
    if not rows:
        return pred
    follow = [u.low for u in seq[pred.last + 1 : pred.last + 4]]
    if follow[:1] and follow[0] in _STRAIGHT and follow[1:2] in (["home"], ["back"]):
        pred.last, follow = pred.last + 1, follow[1:]  # "came straight home"
    for row in rows:
        n = len(row.particles)
        if n and row.particles[-1] == "out" and follow[n : n + 1] == ["of"]:
            continue
        ends_at = seq[pred.last + n + 1 : pred.last + n + 2]
        if pred.lemma == "be" and row.particles == ("off",) and ends_at and ends_at[0].kind == "place":
            continue
        if tuple(follow[:n]) == row.particles:
            pred.movement = row
            if row.particles == ("as", "far", "as"):
                break
            keep = row.particles[-1] in _KEPT_AS_PREPOSITION if n else True
            pred.last += n - 1 if keep and n else n
            break
    return pred


_STRAIGHT = frozenset("straight directly safely safe right".split())
_KEPT_AS_PREPOSITION = frozenset("into to from through at for past by".split())
