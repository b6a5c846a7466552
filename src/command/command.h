#ifndef OVERSHOOT_COMMAND_COMMAND_H
#define OVERSHOOT_COMMAND_COMMAND_H

/* The command language: one table, a row per command. Scene files, -e, the prompt and key bindings
 * run these; help, completion and the tests read the table. */

#include "../session/settings.h"

enum { COMMAND_LENGTH_MAX = 8192 };

enum command_flag {
    COMMAND_PER_BALL = 1,  /* acts on the selected ball: `all` can repeat it for each */
    COMMAND_TIMED = 2,     /* may wait for a row: `at` can have it, as it does not move the clock */
    COMMAND_MEETS = 4,     /* after it, what is due at the row where the balls are then happens */
    COMMAND_WAITS = 8,     /* what it waits for may have come at once */
    COMMAND_PASSES = 16,   /* is no step that can be undone: it changes nothing that stays */
    COMMAND_WRITES = 32,   /* a file: with `!` after its name, also over one that is there */
    COMMAND_HOLDS = 64,    /* in a scene, what follows comes later */
    COMMAND_CHANGES = 256, /* the run is another one after it, as after all that are PER_BALL */
    COMMAND_KEPT = 4096,   /* changes nothing there is, and is saved with it */
    COMMAND_ASKS = 128,    /* changes nothing in the session: whoever asks leaves a tape alone */
    COMMAND_SETS = 512,    /* one thing: `=` or `:` may stand after its name */
    COMMAND_TEXT = 1024,   /* is what follows, whatever that is */
    COMMAND_ALONE = 2048,  /* of two sessions beside each other it is said to the first alone */
};

struct reader;
struct offering;
struct rewording;
struct span;
struct wording;

struct command_row {
    const char *name;
    const char *arguments; /* as help shows them: `NAME | FORMULA [on [x0,x1] x [y0,y1]]` */
    const char *help;      /* one line */
    const char *example;   /* a command line that works in a new session, or NULL */
    bool (*run)(struct reader *in);
    unsigned flags;
    void (*offer)(const struct offering *offering); /* what its arguments can be, or NULL */
    /* Arguments as others write them, in the tables' words; NULL: they stay. */
    bool (*reword)(const struct rewording *re, struct span arguments);
    const char *others;            /* what else it is called, with `|` between; or NULL */
    const char *words;             /* arguments with a name: `in=2|out=0.5`; or NULL */
    const struct choices *choices; /* rows that its argument can name, offered; or NULL */
    unsigned with;                 /* flags where it has arguments, if others; 0: the same */
};

/* All commands: groups of rows, each ended by a row without name; NULL stands for the settings. Who
 * parses is given them, as some rows do it themselves: `at`, `all`, `help`. */
struct commands {
    const struct command_row *const *groups;
    int count;
};
extern const struct commands command_table;

/* The rows one by one, and how many; name NULL after the last. */
struct command_row command_at(const struct commands *commands, int index);
int command_count(const struct commands *commands);
/* name NULL: there is none. */
struct command_row command_find(const struct commands *commands, const char *name);

/* A command line that was recognised: `NAME ARGUMENTS`, or a number's name and what it becomes
 * (then row is that of `set` and arguments is the whole line). On an error, arguments is its begin.
 */
struct command_call {
    struct command_row row;
    const char *arguments; /* in the line */
};
bool command_parse(const struct commands *commands, const struct session *session, const char *line,
                   struct command_call *call, struct error *error);
/* All of it or, on an error, nothing: what acts on a ball is tried first. The error's offset is a
 * byte of the arguments. */
bool command_run(const struct commands *commands, const struct command_call *call,
                 struct session *session, struct error *error);

/* The line in the tables' words, which are the same for a line that has them already; an error's
 * offset is a byte of the line. The wording is the caller's. */
bool command_reword(const struct commands *commands, const struct session *session,
                    const char *line, struct wording *wording, struct error *error);

/* Whether a condition over the balls' outcomes holds now; found then tells what its functions gave.
 * Returns false if it cannot be judged. */
bool expect_judge(struct session *session, const char *condition, bool *holds, struct text *found,
                  struct error *error);

/* Reads `NAME=FROM:TO[:log]:COUNT`, or, if it need not be whole, what there is of it: NAME alone,
 * without COUNT. The name is one that the selected ball has, or a let's. */
bool sweep_axis_read(const struct session *session, const char *text, bool whole,
                     struct sweep_axis *axis, struct error *error);

/* Appends the arguments of the `plot` that the session has; nothing if it has none. */
void plot_write(const struct session *session, struct text *out);
/* And those of `classes`. */
void classes_write(const struct session *session, struct text *out);

/* A completion of the word at the cursor: the text that replaces bytes [begin, cursor) of the line,
 * and a hint (a present value, a one-line help) or "". */
struct completion {
    char *text;
    char *hint;
};
struct completions {
    struct completion *items;
    int count, capacity;
    int begin;  /* byte of the line where the completed word begins */
    bool files; /* what belongs here is a file name: the caller completes it */
};
void command_complete(const struct session *session, const char *line, int cursor,
                      struct completions *completions);
void completions_free(struct completions *completions);

/* The playlist is made of these names, of which the first one is open. */
void playlist_begin(struct session *session, const char *const *names, int count);
/* It is made of all scenes that are found, and they are shown; nothing where there are none. */
void playlist_offer(struct session *session);
/* Puts the overview on the page. */
void playlist_write(struct session *session);

/* Whether it has its meaning in a view; VIEW_COUNT: everywhere. */
bool key_is_of(const struct key_row *row, int view);
/* What a key means in the views that are shown, the first of them before the second; NULL: nothing.
 */
const struct key_row *key_find(const struct session *session, const char *key);
/* What the keys make of a number: the next value below (direction -1) or above (1), within its
 * range. */
double number_step(const struct named_value *number, int direction);
/* What it does to the session, or to the page that is open; the keys of the program itself (the
 * prompt, other scenes) and those without a meaning do nothing here. */
bool key_press(struct session *session, const char *key, struct error *error);
/* The same for the keys of the open page alone: whether it was one. */
bool key_press_in_page(struct session *session, const char *key);
/* Whether it opens what is chosen in the page, and the command line for that. */
bool key_opens_in_page(const struct session *session, const char *key, struct text *line);

/* Appends a help page: the overview for topic "", with the keys of the session's views (NULL: of
 * all), else a topic, command, optimizer, schedule, surface, parameter, key, function, layer; of
 * several words, or of one that has no page, the pages where they stand. */
bool help_write(const struct commands *commands, const struct services *services,
                const struct session *session, struct text *out, const char *topic,
                struct error *error);
/* All that has a page by its name, one by one, some twice: topics first; name NULL after the last.
 */
struct choice_row named_at(const struct commands *commands, int index);
/* The commands on the overview, one by one; NULL after the last. */
const char *overview_command(int index);
/* Appends a list: surfaces, optimizers, schedules, scenes (of the services, which may be none),
 * commands, keys, colors, topics, columns (of the session's data; NULL: there are none); "": of
 * all. */
bool list_write(const struct commands *commands, const struct services *services,
                const struct session *session, struct text *out, const char *kind,
                struct error *error);
extern const struct choices list_choices; /* the kinds */

#endif
