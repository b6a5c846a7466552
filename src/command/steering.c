/* The commands that say what steers a ball: optimizer, schedules, noise. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What `NAME name=value …` and `FORMULA name=value …` have in common. */
struct choice {
    char *text; /* without the pairs */
    int offset; /* of text in the arguments */
    struct named_value values[VALUES_MAX];
    int count;
};

static bool read_choice(const struct session *session, const char *arguments, const char *what,
                        struct choice *choice, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    choice->offset = reader_offset(&reader);
    choice->text = reader_rest(&reader);
    if (pairs_split(session, choice->text, choice->offset, choice->values, VALUES_MAX,
                    &choice->count, error)) {
        if (*choice->text)
            return true;
        error_at(error, choice->offset, "expected the name of %s or a formula", what);
    }
    free(choice->text);
    return false;
}

static bool finish_choice(struct choice *choice, bool good, const char *kind,
                          const char *(*name_at)(int index), struct error *error)
{
    if (!good) {
        if (error->offset != ERROR_NO_PLACE)
            error->offset += choice->offset;
        if (name_at)
            hint_row(choice->text, choice->offset, kind, name_at, error);
    }
    free(choice->text);
    return good;
}

bool command_optimizer(struct session *session, const char *arguments, struct error *error)
{
    struct choice choice;
    if (!read_choice(session, arguments, "an optimizer", &choice, error))
        return false;
    const struct optimizer_row *row = catalogue_optimizer(choice.text);
    bool good = sim_set_optimizer(session->sim, session->selected, row, choice.text, choice.values,
                                  choice.count, error);
    session->chosen = good ? 0 : session->chosen;
    return finish_choice(&choice, good, "optimizer", row ? NULL : optimizer_name_at, error);
}

/* Whether arguments begin with the name of a parameter that is to follow a schedule: a name, and
 * then another operand, which no formula has. Returns the bytes of the name, 0 if not. */
static int read_target(const struct session *session, const char *arguments, char name[NAME_SIZE])
{
    int size = name_scan(arguments, name);
    const char *rest = arguments + size + strspn(arguments + size, " \t");
    bool operand = isalnum((unsigned char)*rest) || *rest == '(' || *rest == '.' ||
                   (unsigned char)*rest >= 0x80;
    struct named_value number;
    if (size == 0 || rest == arguments + size || !operand || strncmp(rest, "then ", 5) == 0 ||
        strncmp(rest, "for ", 4) == 0)
        return 0;
    for (int i = 1; session_number(session, i, &number); i++)
        if (strcmp(number.name, name) == 0)
            return size;
    return 0;
}

/* The next ` WORD ` of text, or its last word; NULL if there is none. */
static char *find_word(char *text, const char *word)
{
    size_t length = strlen(word);
    for (char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        bool begins = at > text && (at[-1] == ' ' || at[-1] == '\t');
        if (begins && (at[length] == ' ' || at[length] == '\t' || at[length] == '\0'))
            return at;
    }
    return NULL;
}

/* `SCHEDULE [name=value ...] [for N]`; offset is that of text in the arguments. */
static bool read_segment(const struct session *session, char *text, int offset,
                         struct schedule_choice *choice, struct error *error)
{
    *choice = (struct schedule_choice){.text = text, .per_epoch = choice->per_epoch};
    char *length = find_word(text, "for");
    if (length) {
        struct reader reader = {length, length + 3};
        int64_t number;
        if (!reader_count(&reader, session, "", "the number of iterations", 1,
                          INT64_C(1000000000000), &number, error)) {
            error->offset += offset + (int)(length - text);
            return false;
        }
        choice->length = (double)number;
        *length = '\0';
    }
    if (!pairs_split(session, text, offset, choice->values, VALUES_MAX, &choice->count, error))
        return false;
    if (!*text)
        return error_at(error, offset, "expected the name of a schedule or a formula");
    choice->row = catalogue_schedule(text);
    return true;
}

/* Cuts `per epoch` off the end. */
static bool cut_per_epoch(char *text)
{
    char *epoch = NULL, *per = NULL;
    for (char *at = text; (at = find_word(at, "per")); at++)
        per = at;
    if (per)
        epoch = per + 3 + strspn(per + 3, " \t");
    if (!epoch || strcmp(epoch, "epoch") != 0)
        return false;
    *per = '\0';
    return true;
}

/* Splits `A then B then C`, in place. */
static bool read_segments(const struct session *session, char *text, int offset,
                          struct schedule_choice *choices, int *offsets, int *count,
                          struct error *error)
{
    *count = 0;
    for (char *at = text; at;) {
        at += strspn(at, " \t");
        char *then = find_word(at, "then");
        int begin = offset + (int)(at - text);
        if (*count == SEGMENTS_MAX)
            return error_at(error, begin, "at most %d schedules can follow each other",
                            SEGMENTS_MAX);
        if (then)
            *then = '\0';
        offsets[*count] = begin;
        if (!read_segment(session, at, begin, &choices[(*count)++], error))
            return false;
        at = then ? then + 4 : NULL;
    }
    return true;
}

bool command_schedule(struct session *session, const char *arguments, struct error *error)
{
    char target[NAME_SIZE] = "";
    int skipped = read_target(session, arguments, target);
    if (skipped == 0)
        *target = '\0';
    struct reader reader = {arguments, arguments + skipped};
    reader_skip(&reader);
    int offset = reader_offset(&reader), offsets[SEGMENTS_MAX], count = 0, wrong = 0;
    char *text = reader_rest(&reader);
    struct schedule_choice *choices = memory_new(SEGMENTS_MAX, sizeof *choices);
    bool none = *target && strcmp(text, "none") == 0;
    choices->per_epoch = cut_per_epoch(text);
    bool good = none || read_segments(session, text, offset, choices, offsets, &count, error);
    if (good &&
        !sim_set_schedule(session->sim, session->selected, target, choices, count, &wrong, error)) {
        good = false;
        if (wrong < count) {
            error->offset = offsets[wrong] + (error->offset > 0 ? error->offset : 0);
            if (!choices[wrong].row)
                hint_row(choices[wrong].text, offsets[wrong], "schedule", schedule_name_at, error);
        }
    }
    free(choices);
    free(text);
    session->chosen = good ? 0 : session->chosen;
    return good;
}

static bool read_stream(const struct session *session, struct reader *reader, int *stream,
                        struct error *error)
{
    *stream = sim_recipe(session->sim, session->selected)->stream;
    if (reader_ended(reader))
        return true;
    int64_t number;
    if (strncmp(reader->at, "stream=", 7) != 0)
        return error_at(error, reader_offset(reader), "expected stream=N or nothing more");
    reader->at += 7;
    if (!reader_count(reader, session, "", "the stream", 1, 1000000, &number, error))
        return false;
    *stream = (int)number - 1;
    return true;
}

bool command_noise(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    const char *pair = strstr(arguments, "stream=");
    char *sigma =
        memory_copy_bytes(arguments, pair ? (size_t)(pair - arguments) : strlen(arguments));
    struct reader first = reader_begin(sigma);
    double value;
    bool good =
        reader_number(&first, session, "", "the standard deviation of the noise", &value, error);
    free(sigma);
    reader.at = pair ? pair : arguments + strlen(arguments);
    int stream;
    if (!good || !read_stream(session, &reader, &stream, error))
        return false;
    return sim_set_noise(session->sim, session->selected, value, stream, error);
}

/* `stream=N` at the end is left to be read. */
static bool read_size(const struct session *session, const char *text, int64_t *size,
                      struct error *error)
{
    struct reader reader = reader_begin(text);
    char *word = reader_rest(&reader);
    bool all = strcmp(word, "all") == 0 || strcmp(word, "off") == 0;
    free(word);
    *size = 0;
    reader = reader_begin(text);
    double value;
    if (all)
        return true;
    if (!reader_number(&reader, session, "", "the rows of a batch", &value, error))
        return false;
    /* What is no size is told by sim, which knows the data. */
    *size = value >= 1 && value <= INT32_MAX && value == floor(value) ? (int64_t)value : -1;
    return true;
}

bool command_batch(struct session *session, const char *arguments, struct error *error)
{
    const char *pair = strstr(arguments, "stream=");
    char *first =
        memory_copy_bytes(arguments, pair ? (size_t)(pair - arguments) : strlen(arguments));
    int64_t size;
    int stream, offset = (int)strspn(first, " \t");
    bool good = read_size(session, first, &size, error);
    free(first);
    struct reader rest = {arguments, pair ? pair : arguments + strlen(arguments)};
    if (!good || !read_stream(session, &rest, &stream, error))
        return false;
    good = sim_set_batch(session->sim, session->selected, size, stream, error);
    if (!good && error->offset == ERROR_NO_PLACE)
        error->offset = offset;
    return good;
}

bool command_seed(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int64_t seed;
    if (!reader_count(&reader, session, "", "the seed", 0, INT64_C(1) << 53, &seed, error))
        return false;
    session_begin_run(session);
    sim_set_seed(session->sim, (uint64_t)seed);
    return script_meet(session, error);
}

/* Takes eta out of the pairs: it is no parameter of a rule. */
static bool take_eta(struct choice *choice, struct named_value *eta)
{
    for (int i = 0; i < choice->count; i++)
        if (strcmp(choice->values[i].name, "eta") == 0) {
            *eta = choice->values[i];
            choice->count--;
            memmove(&choice->values[i], &choice->values[i + 1],
                    sizeof *choice->values * (size_t)(choice->count - i));
            return true;
        }
    return false;
}

/* A number of a ball by its pair; an error is at the pair. */
static bool set_number(struct session *session, int ball, const struct named_value *pair,
                       struct error *error)
{
    if (sim_set_value(session->sim, ball, pair->name, pair->value, error))
        return true;
    error->offset = pair->place;
    return false;
}

/* Gives a ball what the line of a new one says. */
bool ball_furnish(struct session *session, int ball, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    if (reader_ended(&reader))
        return true;
    struct choice choice;
    choice.offset = reader_offset(&reader);
    choice.text = reader_rest(&reader);
    bool good = pairs_split(session, choice.text, choice.offset, choice.values, VALUES_MAX,
                            &choice.count, error);
    if (!good) {
        free(choice.text);
        return false;
    }
    struct named_value eta;
    bool has_eta = take_eta(&choice, &eta);
    const char *name = *choice.text ? choice.text : "sgd";
    const struct optimizer_row *row = catalogue_optimizer(name);
    good = sim_set_optimizer(session->sim, ball, row, name, choice.values, choice.count, error) &&
           (!has_eta || set_number(session, ball, &eta, error));
    return finish_choice(&choice, good, "optimizer", row ? NULL : optimizer_name_at, error);
}
