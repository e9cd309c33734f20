"""Places, actors and documents over REST, on the Kursk dossier."""

from __future__ import annotations

from typing import Any

import httpx
import pytest


async def answer(client: httpx.AsyncClient, path: str, **parameters: str) -> dict[str, Any]:
    found = await client.get(path, params=parameters)
    assert found.status_code == 200, found.text
    body: dict[str, Any] = found.json()
    return body


async def test_places_are_listed_by_id_and_within_one(client: httpx.AsyncClient) -> None:
    everywhere = [place["id"] for place in (await answer(client, "/v1/places"))["items"]]
    assert everywhere == sorted(everywhere)
    assert len(everywhere) == 21
    villages = (await answer(client, "/v1/places", within="Kursk", kind="village"))["items"]
    assert [place["id"] for place in villages] == ["berdin", "leonidovo", "makhnovka", "novosotnitsky", "pushkarnoye"]
    assert villages[0]["part_of"] == {
        "id": "bolshesoldatsky-district",
        "name": "Bolshesoldatsky district",
        "kind": "place",
    }
    assert villages[0]["location"] == {"latitude": 51.3, "longitude": 35.43, "precision": 6000}


@pytest.mark.parametrize("name", ["berdin", "Berdin", "Бердин"])
async def test_a_place_tells_what_is_known_of_it(client: httpx.AsyncClient, name: str) -> None:
    berdin = await answer(client, f"/v1/places/{name}")
    assert [whole["id"] for whole in berdin["wholes"]] == ["bolshesoldatsky-district", "kursk-oblast", "country-russia"]
    known = berdin["known"]
    assert known["counts"] == {"statements": 2, "events": 3, "disputes": 1}
    (dispute,) = known["disputes"]
    assert (dispute["id"], dispute["grade"], dispute["subject"]["name"]) == ("berdin~territory", "possible", "Berdin")
    positions = {
        position["source"]["id"]: [said["reads"] for said in position["statements"]] for position in known["positions"]
    }
    assert positions == {
        "isw": ["Ukraine: presence in part"],
        "russian-mod": ["Ukraine: presence on the outskirts"],
    }
    assert (known["all_listed"], known["complete"]) == (True, True)


async def test_nothing_was_known_of_a_place_before(client: httpx.AsyncClient) -> None:
    known = (await answer(client, "/v1/places/berdin", as_of="2025-01-05"))["known"]
    assert known["counts"]["statements"] == known["counts"]["disputes"] == 0
    assert known["disputes"] == known["positions"] == []


async def test_a_place_lists_its_parts(client: httpx.AsyncClient) -> None:
    district = await answer(client, "/v1/places/Bolshesoldatsky district")
    assert [part["name"] for part in district["parts"]] == ["Berdin", "Novosotnitsky"]
    assert district["part_of"]["id"] == "kursk-oblast"


async def test_actors_are_listed_by_id_within_one_and_by_kind(client: httpx.AsyncClient) -> None:
    states = (await answer(client, "/v1/actors", kind="state"))["items"]
    assert [actor["id"] for actor in states] == ["north-korea", "russia", "ukraine", "united-states"]
    parts = [actor["id"] for actor in (await answer(client, "/v1/actors", within="Russia"))["items"]]
    assert {"sever", "russian-armed-forces", "tass", "putin"} <= set(parts)
    assert "ukraine" not in parts
    units = [actor["id"] for actor in (await answer(client, "/v1/actors", within="russia", kind="unit"))["items"]]
    assert units == ["russian-troops-seim", "sever"]


async def test_an_actor_tells_its_side_and_how_it_speaks(client: httpx.AsyncClient) -> None:
    sever = await answer(client, "/v1/actors/Group of Forces North")
    assert (sever["id"], sever["side"]["id"]) == ("sever", "russia")
    assert [whole["id"] for whole in sever["wholes"]] == ["russian-armed-forces", "russia"]
    isw = await answer(client, "/v1/actors/ISW")
    statements = (await answer(client, "/v1/statements", claimant="isw", limit="500"))["items"]
    relayed = (await answer(client, "/v1/statements", relayed_by="isw", limit="500"))["items"]
    assert isw["speaks"]["claims"] == len(statements) > 0
    assert isw["speaks"]["relays"] == len(relayed) > 0
    assert [dispute["id"] for dispute in isw["speaks"]["disputes"]] == ["berdin~territory", "kursk-push~outcome"]
    before = (await answer(client, "/v1/actors/ISW", as_of="2025-01-05"))["speaks"]
    assert before == {"claims": 0, "relays": 0, "disputes": []}


async def test_positions_on_an_actor_are_those_of_all_who_speak_of_it(client: httpx.AsyncClient) -> None:
    known = (await answer(client, "/v1/actors/Trump"))["known"]
    assert known["counts"]["statements"] == sum(len(one["statements"]) for one in known["positions"])
    assert {"zelensky", "the-war-zone"} <= {one["source"]["id"] for one in known["positions"]}


async def test_documents_are_listed_by_id_and_publisher(client: httpx.AsyncClient) -> None:
    every = (await answer(client, "/v1/documents"))["items"]
    assert [one["id"] for one in every] == [
        "footage-berdin", "footage-makhnovka", "time-trump-interview", "twz-2025-01-06",
    ]  # fmt: skip
    (article,) = (await answer(client, "/v1/documents", publisher="TWZ"))["items"]
    assert (article["id"], article["publisher"]["id"], article["published"]) == (
        "twz-2025-01-06",
        "the-war-zone",
        "2025-01-06",
    )


async def test_a_document_tells_who_speaks_in_it(client: httpx.AsyncClient) -> None:
    article = await answer(client, "/v1/documents/twz-2025-01-06")
    assert article["statements"] == 99
    counts = [source["statements"] for source in article["sources"]]
    assert counts == sorted(counts, reverse=True)
    spoken = {source["source"]["id"]: source["statements"] for source in article["sources"]}
    own = (await answer(client, "/v1/statements", claimant="the-war-zone", limit="500"))["items"]
    assert spoken["the-war-zone"] == len(own)
    footage = await answer(client, "/v1/documents/Geolocated footage of Ukrainian forces at Berdin")
    assert (footage["id"], footage["derived"], footage["statements"]) == ("footage-berdin", 2, 0)
    assert (await answer(client, "/v1/documents/twz-2025-01-06", as_of="2025-01-05"))["statements"] == 0
