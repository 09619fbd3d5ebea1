from geo.articles.article import Article
from geo.itinerary import fuse
from geo.vocabulary import Mode, Status
from tests.itinerary.world import world


def fused(*texts, published="2024-05-16"):
    read = [one for k, text in enumerate(texts) for one in world().journeys(text, published=published, name=f"a{k}")]
    return fuse(read, [Article(f"a{k}", "", text) for k, text in enumerate(texts)])


def names(one):
    return [stop.place.name for stop in one.stops]


def test_articles_about_one_journey_become_one():
    (one,) = fused(
        "Joe Biden left Washington on Monday and landed in Rome on Tuesday.",
        "Biden, who flew to Rome on Tuesday, went on to Cairo on Wednesday.",
    )
    assert names(one) == ["Washington", "Rome", "Cairo"]
    assert {e.article_id for e in one.stops[1].evidence} == {"a0", "a1"}


def test_other_travellers_and_other_times_stay_apart():
    assert len(fused("Joe Biden flew from Washington to Rome.", "Vladimir Putin flew from Moscow to Beijing.")) == 2


def test_a_finer_stop_of_another_article_stands_for_the_country():
    (one,) = fused(
        "Joe Biden left Washington on Monday and arrived in Italy on Tuesday.",
        "Joe Biden landed at Milan, his first stop in Italy, and met mayors.",
    )
    assert names(one) == ["Washington", "Milan"]
    assert one.stops[1].when is not None


def test_the_surest_report_gives_the_status_and_branches_come_last():
    (one,) = fused(
        "Joe Biden flew from Washington to Rome. He may go on to Cairo.",
        "Joe Biden, who is in Rome, will fly to Doha on Friday and is expected in Cairo.",
    )
    assert {s.place.name: s.status for s in one.stops} == {
        "Washington": Status.DONE,
        "Rome": Status.DONE,
        "Cairo": Status.PLANNED,
        "Doha": Status.PLANNED,
    }


def test_contradictions_are_kept_with_both_sides():
    (one,) = fused(
        "Joe Biden flew from Washington to Rome and then to Cairo.",
        "Joe Biden flew from Washington to Rome. A spokesman denied that Biden had travelled to Cairo.",
    )
    (clash,) = one.contradictions
    assert "Cairo" in clash.about
    assert {e.article_id for e in clash.evidence} == {"a0", "a1"}


def test_modes_told_by_one_article_hold_for_all():
    (one,) = fused(
        "Joe Biden went from Washington to Rome.",
        "Joe Biden flew from Washington to Rome on Tuesday.",
    )
    assert one.legs[0].mode is Mode.AIR


def test_the_best_supported_itinerary_comes_first():
    first, second = fused(
        "Vladimir Putin arrived in Beijing by train.",
        "Joe Biden left Washington, landed in Rome and drove to Milan.",
    )
    assert (first.traveller, second.traveller) == ("Joe Biden", "Vladimir Putin")


def test_nothing_fuses_to_nothing():
    assert fuse([]) == ()


def test_a_second_convoy_of_an_article_is_not_the_first():
    found = fused(
        "The lorries left Hamburg and reached Vienna, and the convoy went on to Rome. "
        "A second convoy left Vienna for Budapest."
    )
    assert "A second convoy" in {one.traveller for one in found}
