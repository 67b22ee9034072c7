"""The 80 requirements of accessibility, and what checks each of them.

A check is named by its file and function; the function carries the id in its name or docstring.
``by_hand`` says what a program cannot tell, or what is checked where the thing is made.
"""

from dataclasses import dataclass

P = "tests/page_checks.py::"
W = "tests/browser/walks.py::"
AXE = "tests/browser/test_every_page.py::test_nothing_is_found"
NU = "tests/browser/test_html.py::test_a6_nu_finds_nothing_on_any_page_in_any_state"
ALL = "tests/browser/test_across_pages.py::"
WALKS = "tests/browser/test_walks.py::"
READING = "tests/browser/test_reading.py::"
ASKING = "tests/messages/test_inquiry.py::"
HELP = "tests/help/test_pages.py::"


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement in a short line."""

    id: str
    line: str
    checks: tuple[str, ...] = ()
    by_hand: str = ""


ROWS = (
    Row(
        "A1",
        "the language of the page and of its parts is marked",
        (
            P + "language_is_said",
            AXE,
            NU,
            "tests/browser/test_language_parts.py::test_a1_no_block_is_in_another_language_unmarked",
        ),
    ),
    Row(
        "A2",
        "the title opens with the h1 and is unique",
        (P + "title_opens_with_the_heading", ALL + "test_a2_titles_name_one_page_only", AXE),
    ),
    Row(
        "A3",
        "one h1, no level skipped, no empty heading",
        (P + "there_is_one_h1", P + "no_heading_level_is_skipped", AXE, NU),
        "whether the headings alone tell the story, people say",
    ),
    Row(
        "A4",
        "header, named nav, main, footer hold everything",
        (P + "landmarks_hold_everything", AXE),
    ),
    Row(
        "A5",
        "the skip link is the first stop and works",
        (P + "skip_link_comes_first", WALKS + "test_a5_the_skip_link_leads_into_the_page"),
    ),
    Row("A6", "valid HTML, no id twice", (P + "html_is_valid", P + "ids_are_unique", NU)),
    Row("A7", "lists are lists, tables have headers", (P + "lists_are_lists", AXE)),
    Row(
        "A8",
        "the same links in the same order on every page",
        (P + "help_is_in_its_place", ALL + "test_a8_f1_links_and_help_stand_in_the_same_place"),
    ),
    Row(
        "A9",
        "every page says where I am; Back keeps every answer",
        (
            ALL + "test_a9_every_page_says_where_i_am",
            "tests/journeys/test_with_pictures.py::test_back_of_the_browser_keeps_every_answer",
            ASKING + "test_back_keeps_every_answer_also_wrong_ones",
        ),
    ),
    Row(
        "A10",
        "questions, search, places and sports each lead to an offer",
        (
            "tests/journeys/test_with_pictures.py::test_from_a_liking_to_an_offer_in_a_town",
            "tests/journeys/test_find_an_offer.py::test_misspelt_words_lead_to_the_nearest_offer",
            "tests/journeys/test_find_an_offer.py::test_a_picture_leads_to_offers_without_typing",
            "tests/journeys/test_by_place.py::test_over_the_map_by_tapping_a_state",
        ),
    ),
    Row(
        "B1",
        "everything works by keyboard alone, no trap",
        (
            WALKS + "test_a5_b1_b2_b3_b4_every_stop_of_the_keyboard_is_seen_in_order",
            WALKS + "test_from_a_misspelt_word_to_an_offer_by_keyboard_alone",
            "tests/journeys/test_with_pictures.py::test_the_whole_walk_by_keyboard_alone",
        ),
    ),
    Row(
        "B2",
        "the focus is seen in every colour mode",
        (W + "every_stop_is_seen", W + "focus_and_edges_are_painted"),
    ),
    Row("B3", "what has focus is never covered", (W + "every_stop_is_seen",)),
    Row(
        "B4",
        "the order of stops is the order of reading",
        (W + "stops_follow_the_reading", P + "nothing_opens_or_hovers", AXE),
    ),
    Row(
        "B5",
        "a choice never changes the page",
        (
            W + "choices_change_nothing",
            WALKS + "test_b5_a_choice_changes_nothing_until_the_button_is_pressed",
        ),
    ),
    Row("B6", "nothing appears on hover only", (P + "nothing_opens_or_hovers",)),
    Row(
        "B7",
        "targets of at least 44 px",
        (
            W + "targets_are_large",
            AXE,
            "tests/journeys/test_by_place.py::test_b7_each_state_can_be_hit_by_a_finger",
        ),
    ),
    Row(
        "B8",
        "no gesture, drag, single key or double click is needed",
        (ALL + "test_b8_no_single_key_and_no_drawing_is_ever_needed",),
        "tried with a switch and with one finger before a release",
    ),
    Row("B9", "no new window", (P + "nothing_opens_or_hovers",)),
    Row(
        "C1",
        "text 7 to 1, light and dark and in every chosen colour",
        (
            AXE,
            READING + "test_c1_axe_finds_nothing_in_any_colours",
            "tests/web/test_looks.py::test_text_is_7_to_1_on_every_surface",
        ),
    ),
    Row(
        "C2",
        "edges of fields and states 3 to 1 as painted",
        (
            W + "focus_and_edges_are_painted",
            READING + "test_c2_edges_of_fields_can_be_seen",
            "tests/web/test_looks.py::test_edges_are_3_to_1_on_every_surface",
        ),
    ),
    Row(
        "C3",
        "colour is never the only sign",
        (AXE,),
        "somebody looks at grey photographs before a release",
    ),
    Row("C4", "all text at least 19.2 px", (W + "no_letter_is_small",)),
    Row("C5", "no sideways scrolling at 320 px", (W + "nothing_scrolls_sideways_or_is_cut_off",)),
    Row("C6", "text alone may double", (W + "text_alone_may_double", AXE)),
    Row("C7", "more space cuts nothing off", (W + "nothing_scrolls_sideways_or_is_cut_off",)),
    Row("C8", "short lines, flush left, plain", (W + "lines_are_short_and_plain",)),
    Row(
        "C9",
        "light ground; dark only if asked for",
        (
            "tests/web/test_looks.py::test_dark_is_the_same_whether_the_device_or_the_visitor_asks_for_it",
        ),
        "the photographs are looked at",
    ),
    Row(
        "C10",
        "forced colours keep signs, fields and focus",
        (
            W + "signs_stay_visible",
            W + "focus_and_edges_are_painted",
            WALKS + "test_c10_forced_colours_keep_signs_fields_and_focus",
            READING + "test_c10_drawings_stay_visible_in_forced_colours",
        ),
    ),
    Row("C11", "nothing moves", (W + "nothing_moves",)),
    Row(
        "C12",
        "typefaces from our own server with all German letters",
        (W + "nobody_else_is_asked",),
        "the letters of the two files were looked at when they were made",
    ),
    Row(
        "C13",
        "on paper no navigation, 14 points, addresses",
        (
            W + "paper_is_readable",
            READING + "test_c13_paper_has_no_navigation_and_large_black_words",
        ),
    ),
    Row(
        "D1",
        "one question a page",
        (
            ALL + "test_d1_d4_one_question_and_few_choices",
            ASKING + "test_each_page_asks_one_question_which_is_its_heading",
        ),
    ),
    Row(
        "D2",
        "visible label, no placeholder, optional in words",
        (
            P + "controls_are_labelled",
            AXE,
            "tests/components/test_field.py::test_what_is_optional_says_so_in_words",
        ),
    ),
    Row("D3", "choices stand in a fieldset with a legend", (P + "choices_stand_in_a_fieldset",)),
    Row(
        "D4",
        "at most 7 choices with pictures, and always: I do not know",
        (
            ALL + "test_d1_d4_one_question_and_few_choices",
            "tests/questions/test_pages.py::test_at_most_seven_choices_stand_on_a_page",
            "tests/questions/test_pages.py::test_whoever_does_not_know_goes_on_all_the_same",
        ),
        "whether the choices are the right ones, people say",
    ),
    Row(
        "D5",
        "errors say what to do, at the field and on top",
        (
            "tests/messages/test_states.py::test_d5_every_state_of_every_form_is_sound",
            "tests/components/test_field.py::test_an_error_belongs_to_the_field_and_what_was_typed_stays",
        ),
    ),
    Row("D6", "after errors the focus is on their list", (W + "errors_have_the_focus",)),
    Row(
        "D7",
        "fields about a person carry autocomplete",
        (ASKING + "test_browsers_may_fill_in_what_they_know_of_the_person", AXE, NU),
    ),
    Row(
        "D8",
        "many spellings go",
        (
            "tests/messages/test_typed.py::test_every_spelling_of_a_number_is_the_same_number",
            "tests/messages/test_wish.py::test_a_place_goes_in_many_spellings",
        ),
    ),
    Row(
        "D9",
        "answers can be seen and changed one by one",
        (ASKING + "test_one_answer_is_changed_and_all_others_stay",),
    ),
    Row(
        "D10",
        "nothing is asked twice",
        (
            "tests/questions/test_answers.py::test_a_walk_through_all_questions_asks_each_thing_once",
        ),
    ),
    Row(
        "D11",
        "what deletes can be undone",
        ("tests/web/test_remembering.py::test_what_was_forgotten_comes_back_with_one_press",),
    ),
    Row(
        "D12",
        "afterwards a page says what happens next and whom to ask",
        ("tests/messages/test_pages.py::test_after_asking_a_page_says_when_the_club_answers",),
        "whether it calms, people say",
    ),
    Row(
        "D13",
        "no time limit",
        (W + "time_does_not_run_out", ASKING + "test_nobody_has_to_hurry"),
        "drafts that survive the closed browser come with the long forms of clubs",
    ),
    Row(
        "D14",
        "no puzzle and no password",
        (ASKING + "test_a_program_that_fills_the_trap_is_asked_once_more",),
        "nobody signs in yet; pasting is tried before a release",
    ),
    Row(
        "D15",
        "changes without a new page are said",
        ("tests/web/test_results.py::test_the_number_of_results_is_a_status",),
    ),
    Row(
        "E1",
        "heading and first sentence say what a page is for",
        ("tests/web/test_pages.py::test_every_page_opens_and_names_itself",),
        "whether it is understood, test readers say",
    ),
    Row(
        "E2",
        "texts pass the check of easy language",
        (),
        "make check reads every text of the house; test readers read the pages",
    ),
    Row(
        "E3",
        "each sentence on its own line",
        (
            "tests/components/test_notice.py::test_each_sentence_has_its_own_line",
            "tests/components/test_page_text.py::test_each_sentence_has_its_own_line",
        ),
    ),
    Row(
        "E4",
        "hard words are explained",
        (HELP + "test_hard_words_lead_to_the_dictionary_where_they_stand_first",),
    ),
    Row(
        "E5",
        "pictures stand beside words",
        ("tests/components/test_picture_tile.py::test_the_picture_never_stands_without_its_word",),
    ),
    Row(
        "E6",
        "the alt says what a picture adds",
        (P + "pictures_say_what_they_add", AXE),
        "whether a picture means the same to all, test readers say",
    ),
    Row(
        "E7",
        "at most 7 links in a menu and 10 results a page",
        (P + "there_is_not_too_much", ALL + "test_e7_menus_are_short"),
    ),
    Row(
        "E8",
        "links say their target",
        (
            P + "links_say_their_target",
            ALL + "test_e8_same_words_lead_to_the_same_place_on_all_pages",
        ),
    ),
    Row("E9", "times and days are read aloud rightly", (P + "times_are_spoken_rightly",)),
    Row(
        "E10",
        "search forgives, and there is always a way on",
        (
            WALKS + "test_from_a_misspelt_word_to_an_offer_by_keyboard_alone",
            "tests/journeys/test_never_empty.py::test_every_search_leads_to_an_offer_a_person_and_a_wish",
        ),
    ),
    Row(
        "E11",
        "costs, people, stairs and help stand before the contact",
        (
            "tests/web/test_offer_page.py::"
            "test_nothing_leads_to_the_contact_before_costs_people_stairs_and_help",
        ),
    ),
    Row(
        "E12",
        "nothing pops up or runs by itself",
        (
            ALL + "test_b8_no_single_key_and_no_drawing_is_ever_needed",
            W + "nothing_moves",
            AXE,
        ),
    ),
    Row(
        "E13",
        "every place of a map stands in a list too",
        ("tests/journeys/test_by_place.py::test_e13_the_same_way_with_all_maps_taken_away",),
    ),
    Row(
        "F1",
        "help stands in the same place",
        (P + "help_is_in_its_place", ALL + "test_a8_f1_links_and_help_stand_in_the_same_place"),
    ),
    Row(
        "F2",
        "reading aloud: sentences, pause, stop, absent without a voice",
        (
            "tests/browser/test_read_aloud.py::test_f2_the_main_part_is_read_in_sentences_and_marked",
        ),
        "real voices are heard before a release",
    ),
    Row(
        "F3",
        "sound and film only on request",
        (
            "tests/components/test_page_text.py::test_a_film_waits_has_captions_and_can_be_saved",
            AXE,
        ),
    ),
    Row(
        "F4",
        "films in sign language: size, mark, file to save",
        (HELP + "test_films_have_captions_and_a_link_with_type_size_and_length",),
        "there are no films yet; picture and ground are looked at when they come",
    ),
    Row(
        "F5",
        "captions on every film",
        ("tests/content/test_page_films.py::test_a_film_needs_captions",),
    ),
    Row(
        "F6",
        "larger, more space, more contrast without a script",
        (READING + "test_f6_g1_one_press_changes_the_page_and_the_way_back_is_open",),
    ),
    Row(
        "G1",
        "all journeys work without scripts",
        (
            W + "no_button_is_dead_without_scripts",
            WALKS + "test_from_a_misspelt_word_to_an_offer_by_keyboard_alone",
        ),
    ),
    Row("G2", "ARIA only where HTML has nothing", (AXE, NU)),
    Row("G3", "nobody else is asked, no cookie unasked", (W + "nobody_else_is_asked",)),
    Row("G4", "at most 100 KB without pictures, 300 KB with", (W + "the_page_is_light",)),
    Row(
        "G5",
        "what is heard on each kind of page is stored",
        ("tests/browser/test_transcripts.py::test_g5_what_is_heard_is_what_somebody_has_read",),
    ),
    Row(
        "H1",
        "PDF files are tagged",
        (),
        "the site makes no PDF yet: browsers print, and our documents are HTML",
    ),
    Row(
        "H2",
        "the handout is one sheet, nothing cut off",
        ("tests/browser/test_handout.py::test_h2_every_offer_is_one_sheet_of_a4",),
    ),
    Row(
        "H3",
        "a link to a file says type and size",
        (ALL + "test_h3_a_link_to_a_file_says_type_and_size",),
    ),
    Row(
        "J1",
        "declaration of accessibility, honest and dated",
        (
            ALL + "test_j1_j2_j3_j5_the_law_is_one_link_away",
            HELP + "test_the_declaration_says_its_days_and_what_is_open",
        ),
    ),
    Row(
        "J2",
        "a barrier is reported from every page",
        (
            ALL + "test_j1_j2_j3_j5_the_law_is_one_link_away",
            "tests/messages/test_barrier.py::test_j2_it_is_sent_without_name_or_address",
        ),
    ),
    Row(
        "J3",
        "explanations in easy language and in sign language",
        (
            ALL + "test_j1_j2_j3_j5_the_law_is_one_link_away",
            HELP + "test_without_films_the_page_says_so_and_has_the_text",
        ),
    ),
    Row(
        "J4",
        "the declaration names who enforces",
        ("tests/content/test_pages.py::test_all_facts_of_law_stand_on_the_pages_of_law",),
    ),
    Row(
        "J5",
        "Impressum and Datenschutz are one link away",
        (
            ALL + "test_j1_j2_j3_j5_the_law_is_one_link_away",
            HELP + "test_pages_of_law_lead_to_their_text_in_standard_german",
        ),
    ),
    Row(
        "J6",
        "wishes of the device are kept, help is accessible",
        (READING + "test_c5_very_large_letters_with_more_space_lose_nothing",),
        "help by telephone and by mail is tried by people",
    ),
)
