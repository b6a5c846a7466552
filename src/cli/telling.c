#include "telling.h"

#include "cli.h"

#include "../base/spelling.h"
#include "../command/both.h"
#include "../output/json.h"
#include "../tell/speech.h"

#include <string.h>

/* --- what goes out --- */

static void print(const struct telling *telling, struct text *line)
{
    int status = cli_print_page(line, false);
    if (status != DONE && telling->status == DONE) /* nobody listens any longer */
        telling->session->answers.quitting = true;
}

static const char *side_of(const struct ear *ear)
{
    return ear->telling->session->host.beside ? side_name(ear->side) : NULL;
}

static void write_json(struct text *line, const struct ear *ear, const struct saying *saying)
{
    const char *side = side_of(ear);
    if (saying->n >= 0)
        text_add(line, "{\"n\":%lld", (long long)saying->n);
    else
        text_add(line, "{\"n\":null");
    if (saying->until > saying->n)
        text_add(line, ",\"until\":%lld", (long long)saying->until);
    if (side)
        text_add(line, ",\"side\":\"%s\"", side);
    if (saying->ball >= 0)
        text_add(line, ",\"ball\":%d", saying->ball + 1);
    text_add(line, ",\"event\":\"%s\",\"text\":", saying->event);
    json_add_string(line, saying->text, strlen(saying->text));
    text_add(line, "}\n");
}

/* What somebody has written or typed: it is said with its own words and numbers. */
static bool is_labelled(const char *event)
{
    return spelling_among("title|caption|question|answer|notice", event);
}

static void write_words(struct text *line, const struct ear *ear, const struct saying *saying)
{
    const char *side = side_of(ear), *event = saying->event;
    size_t length = strlen(saying->text);
    bool typed = strcmp(event, "command") == 0, stands = spelling_among("outcome|now", event);
    bool as_it_is = typed || is_labelled(event) || spelling_among("error|ready|more", event);
    if (side && !typed)
        text_add(line, "%s%s", side, saying->n >= 0 ? ", " : ": ");
    if (saying->n >= 0)
        text_add(line, "n %lld", (long long)saying->n);
    if (saying->until > saying->n)
        text_add(line, " to %lld", (long long)saying->until);
    if (stands)
        text_add(line, ", %s", event);
    if (saying->n >= 0)
        text_add(line, ": ");
    if (is_labelled(event))
        text_add(line, "%s: ", event);
    if (typed)
        text_add(line, "> ");
    if (is_labelled(event) && strcmp(event, "notice") != 0)
        speech_add_written(line, saying->text);
    else if (as_it_is)
        text_add(line, "%s", saying->text);
    else
        speech_add(line, saying->text);
    bool ends = length > 0 &&
                (is_labelled(event) || typed || strchr(".?!:", saying->text[length - 1]) != NULL);
    text_add(line, "%s\n", ends ? "" : ".");
}

/* As a digest or a teller says it. */
static void tell(void *context, const struct saying *saying)
{
    const struct ear *ear = context;
    struct telling *telling = ear->telling;
    struct text line = {0};
    if (telling->json)
        write_json(&line, ear, saying);
    else
        write_words(&line, ear, saying);
    bool kept = telling->much == OUTCOME && strcmp(saying->event, "error") != 0;
    bool told = kept && spelling_among("outcome|now|state|order|crowd|stopped", saying->event);
    if (told && telling->begins)
        text_clear(&telling->outcome);
    telling->begins &= !told;
    if (told)
        text_add(&telling->outcome, "%s", line.bytes);
    if (kept)
        text_free(&line);
    else
        print(telling, &line);
}

static void hear(struct ear *ear, const struct saying *saying)
{
    if (ear->digest)
        digest_take(ear->digest, saying);
    else
        tell(ear, saying);
}

void telling_say_words(struct telling *telling, const char *event, const char *text)
{
    hear(&telling->ears[0], &(struct saying){-1, -1, -1, event, text});
}

void telling_say(struct telling *telling, const char *event, const char *text)
{
    int64_t clock = telling->session->sim->clock;
    hear(&telling->ears[0], &(struct saying){clock, clock, -1, event, text});
}

/* --- whom there is to tell of --- */

static void teller_says(void *context, const struct saying *saying)
{
    hear(context, saying);
}

static void part_from(struct ear *ear, bool gone)
{
    if (!ear->session)
        return;
    if (ear->digest)
        digest_free(ear->digest);
    if (gone)
        teller_leave(ear->teller);
    teller_free(ear->teller);
    *ear = (struct ear){.telling = ear->telling, .side = ear->side};
}

void telling_meet(struct ear *ear, struct session *session)
{
    ear->session = session;
    ear->teller = teller_new(session, teller_says, ear);
    if (ear->telling->much != ALL)
        ear->digest = digest_new(session, tell, ear);
    session->host.heard = true;
}

void telling_attend(struct telling *telling)
{
    struct ear *ear = &telling->ears[1];
    struct session *beside = telling->session->host.beside;
    if (ear->session && (ear->session != beside || !teller_is_of(ear->teller, beside)))
        part_from(ear, true);
    if (beside && !ear->session)
        telling_meet(ear, beside);
}

void telling_look(struct telling *telling)
{
    telling_attend(telling);
    for (int i = 0; i < 2; i++) {
        struct ear *ear = &telling->ears[i];
        if (!ear->session)
            continue;
        teller_look(ear->teller);
        if (ear->digest)
            digest_look(ear->digest);
    }
}

void telling_rest(struct telling *telling)
{
    telling_attend(telling);
    telling->begins = true;
    for (int i = 0; i < 2; i++) {
        struct ear *ear = &telling->ears[i];
        if (!ear->session)
            continue;
        teller_rest(ear->teller);
        if (ear->digest)
            digest_end(ear->digest);
    }
}

void telling_fail(struct telling *telling, int line, const struct error *error)
{
    struct text text = {0};
    if (line > 0)
        text_add(&text, "line %d%s: ", line, telling->edits ? " of the scene" : "");
    text_add(&text, "%s", error->text);
    telling_say_words(telling, "error", text.bytes);
    text_free(&text);
    telling->status = WRONG;
}

void telling_end(struct telling *telling)
{
    if (telling->outcome.length)
        print(telling, &telling->outcome);
    text_free(&telling->outcome);
    telling_attend(telling);
    for (int i = 0; i < 2; i++)
        part_from(&telling->ears[i], false);
}

/* --- pages --- */

static void print_page_of(struct telling *telling, struct ear *ear)
{
    struct answers *answers = &ear->session->answers;
    const char *side = side_of(ear);
    struct text page = {0};
    if (!answers->page.length)
        return;
    if (telling->json) {
        hear(ear, &(struct saying){-1, -1, -1, "page", answers->page.bytes});
    } else {
        if (side)
            text_add(&page, "%s:\n", side);
        text_add(&page, "%s", answers->page.bytes);
        if (page.bytes[page.length - 1] != '\n')
            text_add(&page, "\n");
        cli_print_page(&page, telling->edits);
    }
    answers_close_page(answers);
}

void telling_print_pages(struct telling *telling)
{
    telling_attend(telling);
    for (int i = 0; i < 2; i++)
        if (telling->ears[i].session)
            print_page_of(telling, &telling->ears[i]);
}
