from headstamp.vocabulary import codes
from tests.plugins.staff import ClientOf


def test_every_list_opens_with_source_licence_and_all_languages(client_of: ClientOf):
    client = client_of("reader")
    overview = client.get("/lists/").content.decode()
    for name in codes.list_names():
        assert f'href="/lists/{name}/"' in overview
        assert client.get(f"/lists/{name}/").status_code == 200, name
    page = client.get("/lists/item_kinds/").content.decode()
    for tag in ("sq", "sr-Latn", "sr-Cyrl", "mk", "bs"):
        assert f'lang="{tag}"' in page


def test_codes_are_found_by_any_label_typed_without_diacritics(client_of: ClientOf):
    client = client_of("reader")
    page = client.get("/lists/municipalities/?q=djakovica").content.decode()
    assert "Gjakov" in page
    assert "No code fits" in client.get("/lists/municipalities/?q=zzzz").content.decode()


def test_a_long_list_comes_a_page_at_a_time_and_whole_in_the_end(client_of: ClientOf):
    client, found = client_of("reader"), set()
    number, pages = 0, 1
    while number < pages:
        number += 1
        page = client.get(f"/lists/catalogue/?page={number}").context
        found |= {code.code for code, _labels, _facts in page["rows"]}
        pages = page["page"].paginator.num_pages
    assert pages > 1
    assert found == set(codes.codes("catalogue"))


def test_an_unknown_list_is_not_found(client_of: ClientOf):
    assert client_of("reader").get("/lists/nothing/").status_code == 404
