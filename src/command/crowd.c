/* `crowd`: thousands of balls beside those that have a record. */

#include "rows.h"

#include "../lab/throng.h"

#include <string.h>

/* --- what follows a word, up to the next such word or the end --- */

static bool read_within(struct reader *in, struct crowd_wish *wish)
{
    int offset = reader_offset(in);
    return reader_number(in, "", "the radius", &wish->within) &&
           (wish->within >= 0 || error_at(in->error, offset, "the radius must be 0 or more"));
}

static bool read_around(struct reader *in, struct crowd_wish *wish)
{
    wish->place = CROWD_AROUND;
    return reader_point(in, "the point's x", "the point's y", &wish->around);
}

static bool read_region(struct reader *in, struct crowd_wish *wish)
{
    return reader_part(in, &wish->region);
}

static bool read_like(struct reader *in, struct crowd_wish *wish)
{
    int64_t number;
    if (!reader_count(in, "", "the ball", 1, in->session->sim->ball_count, &number))
        return false;
    wish->ball = (int)number - 1;
    return true;
}

static const struct part_row {
    const char *word;
    bool (*read)(struct reader *in, struct crowd_wish *wish);
} part_rows[] = {
    {"within", read_within}, {"at", read_around}, {"on", read_region}, {"like", read_like}};

/* The part that comes last, and where its word stands; NULL: there is none. */
static const struct part_row *last_part(const struct reader *in, char **word)
{
    const struct part_row *last = NULL;
    *word = NULL;
    for (size_t i = 0; i < sizeof part_rows / sizeof *part_rows; i++) {
        char *at = reader_find(in->at, part_rows[i].word, true), *next = at;
        while (next &&
               (next = reader_find(next + strlen(part_rows[i].word), part_rows[i].word, true)))
            at = next;
        if (at && at > *word) {
            last = &part_rows[i];
            *word = at;
        }
    }
    return last;
}

/* From the last to the first, each cut off what comes before it. */
static bool read_parts(struct reader *in, struct crowd_wish *wish)
{
    char *word;
    const struct part_row *part;
    bool within = false;
    while ((part = last_part(in, &word))) {
        struct reader rest = *in;
        rest.at = word;
        reader_skip(&rest, (int)strlen(part->word));
        if (!part->read(&rest, wish))
            return false;
        within |= part->read == read_within;
        *word = '\0';
        while (word > in->at && strchr(" \t", word[-1]))
            *--word = '\0';
    }
    return !within || wish->place == CROWD_AROUND ||
           reader_error(in, "expected `at X,Y` before within");
}

/* `10000`, or `60x40`. */
static bool read_count(struct reader *in, struct crowd_wish *wish)
{
    int offset = reader_offset(in);
    size_t digits = strspn(in->at, "0123456789");
    if (digits == 0 || !strchr("x*", in->at[digits]) || !in->at[digits])
        return reader_count(in, " \t", "how many balls a crowd has", 1, FLOCK_MOST, &wish->count);
    if (!reader_grid(in, &wish->across, &wish->down))
        return false;
    wish->place = CROWD_GRID;
    wish->count = wish->across * wish->down;
    return wish->count <= FLOCK_MOST ||
           error_at(in->error, offset, "a crowd has at most %d balls, and these are %lld",
                    FLOCK_MOST, (long long)wish->count);
}

/* --- an optimizer of its own --- */

static bool read_racer(struct reader *in, struct crowd_wish *wish)
{
    struct choice choice;
    struct racer *racer = &wish->racer;
    if (!reader_choice(in, &choice))
        return false;
    wish->apart = *choice.text || choice.count > 0;
    if (!wish->apart)
        return true;
    racer->row = catalogue_optimizer(*choice.text ? choice.text : "sgd");
    racer->eta = racer->noise = -1;
    if (!racer->row)
        return reader_error_in(in, choice.text,
                               "expected an optimizer's name; a typed rule is a ball's, and `crowd "
                               "N like 1` moves as ball 1");
    for (int i = 0; i < choice.count; i++) {
        const struct named_value *value = &choice.values[i];
        bool eta = strcmp(value->name, "eta") == 0, noise = strcmp(value->name, "noise") == 0;
        int place = reader_place(in, choice.text + value->place);
        if ((eta || noise) && !(value->value >= 0))
            return error_at(in->error, place, "%s must be 0 or more", value->name);
        if (!eta && !noise && racer->count == PARAMETERS_MAX)
            return error_at(in->error, place, "expected fewer name=value pairs");
        if (eta || noise)
            *(eta ? &racer->eta : &racer->noise) = value->value;
        else
            racer->values[racer->count++] = *value;
    }
    return true;
}

/* --- the command --- */

static void tell(struct session *session)
{
    const struct crowd_wish *wish = &session->look.crowd;
    struct text words = {0};
    crowd_wish_write(wish, &words);
    if (session->script.line == 0)
        answers_tell(&session->answers, "crowd %s%s", words.bytes,
                     session->sim->clock > 0 ? ", as if it had been there from the start" : "");
    text_free(&words);
}

static bool run_crowd(struct reader *in)
{
    struct session *session = in->session;
    struct crowd_wish wish;
    memset(&wish, 0, sizeof wish); /* wishes are told by their bytes */
    wish.ball = session->selected;
    wish.region = session->look.region;
    if (reader_takes(in, "off")) {
        if (!reader_finish(in))
            return false;
        memset(&session->look.crowd, 0, sizeof wish);
        return true;
    }
    if (reader_ended(in))
        return reader_error(in, "expected how many, as in `crowd 10000`, or off");
    if (!read_count(in, &wish) || !read_parts(in, &wish) || !read_racer(in, &wish))
        return false;
    if (!crowd_wish_check(&wish, session->sim, in->error)) {
        if (wish.apart)
            in->error->offset = reader_offset(in);
        return false;
    }
    session->look.crowd = wish;
    tell(session);
    return true;
}

static void offer_crowd(const struct offering *offering)
{
    struct offering own = *offering;
    if (!*offering->first) {
        offer(offering, "10000", " ", "so many, anywhere in the view");
        offer(offering, "60x40", " ", "in the middles of as many parts of the view");
        offer(offering, "off", "", "without");
        return;
    }
    offer(offering, "at", " ", "X,Y: where they start");
    offer(offering, "within", " ", "R: or no farther from there");
    offer(offering, "on", " ", "[x0,x1] x [y0,y1]: the region in which they start");
    offer(offering, "like", " ", "N: moves as ball N does");
    own.first = "";
    offer_optimizers(&own);
}

const struct command_row crowd_commands[] = {
    {"crowd",
     "N | COLUMNSxROWS [OPTIMIZER [name=value ...] | like N] [at X,Y [within R] | on REGION] | off",
     "thousands of balls at once, as dots: they have no record, and each has noise of its own",
     "crowd 10000 sgd eta=0.1 noise=0.5 at -2,1", run_crowd, CHANGES | SETS, offer_crowd,
     .others = "swarm|many|population|ensemble"},
    {0},
};
