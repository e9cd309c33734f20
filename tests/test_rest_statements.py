"""Statements, the timeline and search over REST, on the Kursk dossier."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

BERDIN = ["isw-berdin-presence", "mod-berdin-outskirts"]


async def items(client: httpx.AsyncClient, path: str, **parameters: str) -> list[dict[str, Any]]:
    answer = await client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    assert page["complete"] is True
    return list(page["items"])


async def ids(client: httpx.AsyncClient, path: str, **parameters: str) -> list[str]:
    return [item["id"] for item in await items(client, path, **parameters)]


@pytest.mark.parametrize("name", ["berdin", "Berdin", "BERDIN", " berdin ", "Бердин", "бердин"])
async def test_a_thing_is_found_by_id_name_and_alias(client: httpx.AsyncClient, name: str) -> None:
    assert await ids(client, "/v1/statements", about=name) == BERDIN


async def test_a_statement_has_its_way_from_the_claimant_to_the_document(client: httpx.AsyncClient) -> None:
    found = (await client.get("/v1/statements/sources-berdin-assaults")).json()
    assert found["about"] == {
        "id": "berdin-assaults",
        "name": "Ukrainian assaults towards Berdin and Novosotnitsky",
        "kind": "event",
    }
    assert [source["id"] for source in found["claimants"]] == ["russian-sources"]
    assert [(relay["hop"], relay["id"], relay["cue"]) for relay in found["relays"]] == [
        (1, "isw", "claimed"),
        (2, "the-war-zone", "noted"),
    ]
    (passage,) = found["passages"]
    assert (passage["document"], passage["published"]) == ("twz-2025-01-06", "2025-01-06")
    assert (passage["start"], passage["end"]) == (1864, 2111)
    assert [(spot["name"], spot["extent"]) for spot in found["located_at"]] == [
        ("Berdin", "near"),
        ("Novosotnitsky", "near"),
    ]
    assert found["time"] == {
        "text": "2025-01-05~",
        "earliest_start": "2025-01-04",
        "latest_start": "2025-01-06",
        "earliest_end": "2025-01-05",
        "latest_end": "2025-01-07",
        "precision": "day",
        "uncertain": False,
    }
    assert found["known"] == {"from": "2025-01-07", "to": None}
    assert (found["polarity"], found["certainty"], found["reads"]) == ("asserts", "unspecified", "it happened")


async def test_a_statement_names_what_it_rests_on(client: httpx.AsyncClient) -> None:
    found = (await client.get("/v1/statements/isw-berdin-presence")).json()
    assert found["derived_from"] == [
        {"id": "footage-berdin", "name": "Geolocated footage of Ukrainian forces at Berdin", "kind": "document"}
    ]
    assert found["value"] == {"party": "ukraine", "status": "presence", "extent": "part"}
    assert found["reads"] == "Ukraine: presence in part"


async def test_filters_narrow(client: httpx.AsyncClient) -> None:
    claimed = await items(client, "/v1/statements", claimant="ISW", limit="500")
    assert len(claimed) > 5
    assert all("isw" in [source["id"] for source in one["claimants"]] for one in claimed)
    relayed = await items(client, "/v1/statements", relayed_by="ISW", limit="500")
    assert len(relayed) > 5
    assert all("isw" in [relay["id"] for relay in one["relays"]] for one in relayed)
    assert {one["id"] for one in claimed}.isdisjoint(one["id"] for one in relayed)
    both = await ids(client, "/v1/statements", about="berdin", claimant="ISW", predicate="territory")
    assert both == ["isw-berdin-presence"]
    sure = await items(client, "/v1/statements", certainty="possible,probable", limit="500")
    assert {one["certainty"] for one in sure} == {"possible", "probable"}
    assert await ids(client, "/v1/statements", claimant="ISW", relayed_by="Lex Fridman") == []


async def test_an_actor_is_meant_where_an_actor_belongs(client: httpx.AsyncClient) -> None:
    """Russia is a place as well as an actor."""
    claimed = await items(client, "/v1/statements", claimant="Russia")
    assert {one["claimants"][0]["id"] for one in claimed} == {"russia"}


async def test_within_takes_all_below(client: httpx.AsyncClient) -> None:
    assert await ids(client, "/v1/statements", about="Bolshesoldatsky district") == []
    assert await ids(client, "/v1/statements", about="Bolshesoldatsky district", within="true") == BERDIN
    whole = await items(client, "/v1/statements", about="Kursk oblast", within="true", limit="500")
    assert {one["about"]["id"] for one in whole} > {"berdin", "kursk-oblast"}
    push = await items(client, "/v1/statements", about="kursk-push", within="true", limit="500")
    assert {one["about"]["id"] for one in push} > {"kursk-push", "berdin-entry"}


async def test_from_and_to_ask_when_the_content_holds(client: httpx.AsyncClient) -> None:
    early = await items(client, "/v1/statements", to="2024-12-31", limit="500")
    assert early
    assert all((one["time"]["earliest_start"] or "") <= "2024-12-31" for one in early)
    late = await items(client, "/v1/statements", **{"from": "2025-01-08"}, limit="500")
    assert late
    assert all((one["time"]["latest_end"] or "9999") > "2025-01-08" for one in late)
    assert await ids(client, "/v1/statements", about="berdin", **{"from": "2025-01-07"}) == ["mod-berdin-outskirts"]
    assert await ids(client, "/v1/statements", about="berdin", to="2025-01-04") == []
    assert await ids(client, "/v1/statements", about="berdin", **{"from": "2025-02"}) == []


async def test_a_statement_is_known_from_the_end_of_the_day_it_came_out(client: httpx.AsyncClient) -> None:
    assert await ids(client, "/v1/statements", about="berdin", as_of="2025-01-05") == []
    assert await ids(client, "/v1/statements", about="berdin", as_of="2025-01-06T23:59:59Z") == []
    assert await ids(client, "/v1/statements", about="berdin", as_of="2025-01-06") == BERDIN
    assert (await client.get("/v1/statements/isw-berdin-presence?as_of=2025-01-05")).status_code == 404
    assert (await client.get("/v1/statements/isw-berdin-presence?as_of=2025-01-06")).status_code == 200


async def test_words_of_the_paraphrase_are_found_whatever_case_and_accents(client: httpx.AsyncClient) -> None:
    found = await ids(client, "/v1/statements", q="VIDÉO  south")
    assert found == ["isw-berdin-entry", "isw-berdin-presence", "isw-makhnovka-presence"]
    assert await ids(client, "/v1/statements", q="video zzz") == []


async def test_the_timeline_of_a_place_has_its_events_and_what_is_said_of_them(client: httpx.AsyncClient) -> None:
    found = await items(client, "/v1/timeline", about="Berdin")
    kinds = {(one["kind"], one["id"]) for one in found}
    assert kinds >= {
        ("event", "berdin-entry"),
        ("event", "berdin-neutralisation"),
        ("statement", "isw-berdin-presence"),
        ("statement", "isw-berdin-entry"),
        ("statement", "mod-berdin-neutralised"),
    }
    keys = [(one["time"]["earliest_start"], one["id"]) for one in found]
    assert keys == sorted(keys)
    for one in found:
        assert (one["event"] is None) != (one["statement"] is None)
        assert one[one["kind"]]["id"] == one["id"]


async def test_the_timeline_knows_what_lies_below_and_who_took_part(client: httpx.AsyncClient) -> None:
    district = await ids(client, "/v1/timeline", about="Bolshesoldatsky district", within="true")
    assert district == await ids(client, "/v1/timeline", about="Berdin")
    sever = await ids(client, "/v1/timeline", about="Sever")
    assert "berdin-neutralisation" in sever
    assert "mod-berdin-neutralised" in sever
    everything = await items(client, "/v1/timeline", limit="500")
    assert {one["kind"] for one in everything} == {"event", "statement"}
    assert "dprk-russia-exchange" not in [one["id"] for one in everything], "it has no time"


async def test_the_timeline_forgets_what_was_not_known_yet(client: httpx.AsyncClient) -> None:
    found = await items(client, "/v1/timeline", about="Berdin", as_of="2025-01-05")
    assert {one["kind"] for one in found} == {"event"}


async def test_search_finds_names_aliases_and_text(client: httpx.AsyncClient) -> None:
    for word in ("Kurakhovo", "КУРАХОВЕ", "kurákhove"):
        found = await items(client, "/v1/search", q=word)
        assert ("place", "kurakhove") in [(one["kind"], one["id"]) for one in found], word
    found = await items(client, "/v1/search", q="berdin")
    assert {"place", "event", "document", "statement"} <= {one["kind"] for one in found}
    assert all("berdin" in one["snippet"].lower() for one in found)
    assert (found[0]["kind"], found[0]["id"]) == ("place", "berdin")


async def test_search_wants_every_word(client: httpx.AsyncClient) -> None:
    both = set(await ids(client, "/v1/search", q="troops video", limit="500"))
    assert "isw-berdin-presence" in both
    assert both < set(await ids(client, "/v1/search", q="troops", limit="500"))
    assert await items(client, "/v1/search", q="troops zzz") == []
    unknown_then = await items(client, "/v1/search", q="located video", as_of="2025-01-05")
    assert [one for one in unknown_then if one["kind"] == "statement"] == []
