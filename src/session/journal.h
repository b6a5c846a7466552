#ifndef OVERSHOOT_SESSION_JOURNAL_H
#define OVERSHOOT_SESSION_JOURNAL_H

/* Every command that was carried out, with who gave it and when; and the way back from each. What
 * was done is told from here, and in no other way. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct journal;
struct session_past;
struct session;
struct sim;

enum origin { BY_HAND, BY_KEY, BY_MOUSE, BY_SCENE };

struct entry {
    int64_t tick;  /* when it was given */
    double second; /* since the session began */
    int ball;      /* that was selected */
    enum origin by;
    int line;       /* BY_SCENE: its line there */
    bool shown;     /* the scene shows what a hand does: types it, presses it */
    bool joins;     /* it goes on with what the one before began: a key is held, or the mouse */
    bool plays;     /* it played */
    bool searching; /* a race was searching for its learning rates */
    bool safe;      /* it is on file, or the user was told that it is not */
    int undone;     /* 0: it is not; else the redo that brings it back, from 1, or UNDONE */
    char *command;  /* without blanks before it */
    char *source;   /* of the scene that it opened; else NULL */
    uint32_t check; /* of the balls' rows after it */
};

/* A command that can be taken back. */
struct undo {
    struct session_past *before;
    char *what;
    int entry;   /* its first one, from which on entries are undone with it */
    size_t size; /* bytes that it alone keeps */
};

/* One that was, and what there was then. */
struct redo {
    struct undo undo;
    struct session_past *after;
    size_t size; /* as of an undo */
};

enum { UNDOS_MAX = 100, UNDONE = UNDOS_MAX + 1 };
enum { KEPT_BYTES_MAX = 64 << 20 }; /* by all undos, and by all redos */

/* Whoever is to know of entries, as they come: from `first` on they are new, or others than they
 * were. At the end of the session it is told how far that has come. */
struct journal_reader {
    void (*told)(void *context, const struct journal *journal, int first);
    void (*ended)(void *context, int64_t clock, double second);
    void *context;
    void (*due)(
        void *context); /* a command is about to be carried out; NULL: it is not asked for */
};
enum { READER_RECORD, READER_LOST, READER_TELLS, READERS };

struct journal {
    struct journal_reader readers[READERS]; /* told NULL: none */
    struct entry *entries;
    int count, capacity;
    double second;      /* now */
    bool saying;        /* a command is being carried out; what it leads to is not noted */
    uint32_t gesture;   /* of the last entry; 0: none that can go on */
    int64_t clock;      /* after the last entry */
    struct undo *undos; /* the latest last */
    struct redo *redos;
    int undo_count, undo_capacity, redo_count, redo_capacity;
};

void journal_free(struct journal *journal);

/* A sum of what there is to see of the balls. */
uint32_t journal_check(const struct sim *sim);

/* Its texts are the journal's from now on. */
void journal_note(struct journal *journal, const struct entry *entry);
/* A scene is opened, in a session that is new. */
void journal_open(struct session *session, const char *path, const char *source);
/* The entries of another one, which is freed, follow. */
void journal_go_on(struct journal *journal, struct journal *other);

/* From which on entries are the present scene's: where the last scene was opened, or 0. */
int journal_begin_of_scene(const struct journal *journal);
/* The entries from one on are on file, or the user was told that they are not. */
void journal_secure(struct journal *journal, int first);

/* Only so many entries are left, and the steps that are theirs. */
void journal_cut(struct journal *journal, int count);
/* A command comes next. */
void journal_await(const struct journal *journal);
/* Tells the readers of what is there from an entry on; and that nothing more comes. */
void journal_tell(const struct journal *journal, int first);
void journal_end(struct session *session);

/* A command was carried out that can be taken back; it takes what there was before. NULL: it is
 * part of the last one. */
void journal_step(struct journal *journal, struct session_past *before, int entry,
                  const char *what);

/* Back to before the last step that is not undone, or to what was undone last; text is what it was,
 * valid until the next step. NULL: there is none. */
const char *session_undo(struct session *session);
const char *session_redo(struct session *session);

#endif
