#include "journal.h"

#include "past.h"

#include "../base/array.h"
#include "../base/text.h"

#include <stdlib.h>
#include <string.h>

/* --- the check --- */

static uint64_t add(uint64_t hash, uint64_t bits)
{
    for (int i = 0; i < 64; i += 8)
        hash = (hash ^ (bits >> i & 0xff)) * UINT64_C(1099511628211);
    return hash;
}

/* What is no number has many forms, of which none is meant. */
static uint64_t add_number(uint64_t hash, double number)
{
    uint64_t bits = 0;
    if (number == number)
        memcpy(&bits, &number, sizeof bits);
    return add(hash, number == number ? bits : UINT64_MAX);
}

/* FNV-1a, folded. */
uint32_t journal_check(const struct sim *sim)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (int i = 0; i < sim->ball_count; i++) {
        const struct row *row = sim_row(sim, i);
        const double numbers[] = {row->x, row->y, row->loss, row->eta, row->gx, row->gy};
        hash = add(hash, (uint64_t)row->n * 8 + (uint64_t)row->event);
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            hash = add_number(hash, numbers[k]);
    }
    return (uint32_t)(hash ^ hash >> 32);
}

/* --- entries --- */

void journal_note(struct journal *journal, const struct entry *entry)
{
    *array_add(journal->entries, journal->count, journal->capacity) = *entry;
}

void journal_open(struct session *session, const char *path, const char *source)
{
    struct text command = {0};
    text_add(&command, "open %s", path);
    journal_note(&session->journal, &(struct entry){.by = BY_SCENE,
                                                    .command = command.bytes,
                                                    .source = memory_copy(source),
                                                    .check = journal_check(session->sim)});
}

void journal_go_on(struct journal *journal, struct journal *other)
{
    for (int i = 0; i < other->count; i++) {
        other->entries[i].second += journal->second;
        journal_note(journal, &other->entries[i]);
    }
    other->count = 0;
    journal_free(other);
}

int journal_begin_of_scene(const struct journal *journal)
{
    for (int i = journal->count - 1; i > 0; i--)
        if (journal->entries[i].source && !journal->entries[i].undone)
            return i;
    return 0;
}

void journal_secure(struct journal *journal, int first)
{
    for (int i = first; i < journal->count; i++)
        journal->entries[i].safe = true;
}

void journal_await(const struct journal *journal)
{
    for (int i = 0; i < READERS; i++)
        if (journal->readers[i].due)
            journal->readers[i].due(journal->readers[i].context);
}

void journal_tell(const struct journal *journal, int first)
{
    for (int i = 0; i < READERS; i++)
        if (journal->readers[i].told)
            journal->readers[i].told(journal->readers[i].context, journal, first);
}

void journal_end(struct session *session)
{
    for (int i = 0; i < READERS; i++) {
        struct journal_reader *reader = &session->journal.readers[i];
        if (reader->told)
            reader->ended(reader->context, session->sim->clock, session->journal.second);
        *reader = (struct journal_reader){0};
    }
}

/* --- steps --- */

static void undo_free(struct undo *undo)
{
    session_past_free(undo->before);
    free(undo->what);
}

static void mark(struct journal *journal, int first, int from, int to)
{
    for (int i = first; i < journal->count; i++)
        if (journal->entries[i].undone == from)
            journal->entries[i].undone = to;
}

static void forget_redos(struct journal *journal)
{
    while (journal->redo_count > 0) {
        mark(journal, 0, journal->redo_count, UNDONE);
        undo_free(&journal->redos[--journal->redo_count].undo);
        session_past_free(journal->redos[journal->redo_count].after);
    }
}

void journal_cut(struct journal *journal, int count)
{
    forget_redos(journal);
    while (journal->undo_count > 0 && journal->undos[journal->undo_count - 1].entry >= count)
        undo_free(&journal->undos[--journal->undo_count]);
    while (journal->count > count) {
        free(journal->entries[--journal->count].command);
        free(journal->entries[journal->count].source);
    }
    journal->gesture = 0;
}

void journal_free(struct journal *journal)
{
    journal_cut(journal, 0);
    free(journal->entries);
    free(journal->undos);
    free(journal->redos);
}

static void bound(struct session_past *past, size_t *size, size_t *bytes)
{
    if (*size > 0 && *bytes + *size > KEPT_BYTES_MAX) {
        session_past_forget(past);
        *size = 0;
    }
    *bytes += *size;
}

/* What is kept for those that are farthest gives way. */
static void bound_memory(struct journal *journal)
{
    size_t before = 0, after = 0;
    for (int i = journal->undo_count - 1; i >= 0; i--)
        bound(journal->undos[i].before, &journal->undos[i].size, &before);
    for (int i = journal->redo_count - 1; i >= 0; i--)
        bound(journal->redos[i].after, &journal->redos[i].size, &after);
}

static void push(struct journal *journal, const struct undo *undo)
{
    if (journal->undo_count > 0) {
        struct undo *last = &journal->undos[journal->undo_count - 1];
        last->size = session_past_apart(last->before, undo->before);
    }
    *array_add(journal->undos, journal->undo_count, journal->undo_capacity) = *undo;
    if (journal->undo_count > UNDOS_MAX) {
        undo_free(&journal->undos[0]);
        memmove(&journal->undos[0], &journal->undos[1], sizeof *undo * UNDOS_MAX);
        journal->undo_count--;
    }
    bound_memory(journal);
}

void journal_step(struct journal *journal, struct session_past *before, int entry, const char *what)
{
    forget_redos(journal);
    if (before) {
        push(journal, &(struct undo){before, memory_copy(what), entry, 0});
    } else if (journal->undo_count > 0) {
        struct undo *undo = &journal->undos[journal->undo_count - 1];
        free(undo->what);
        undo->what = memory_copy(what);
    }
}

const char *session_undo(struct session *session)
{
    struct journal *journal = &session->journal;
    if (journal->undo_count == 0)
        return NULL;
    struct redo *redo = array_add(journal->redos, journal->redo_count, journal->redo_capacity);
    *redo = (struct redo){journal->undos[--journal->undo_count], session_keep(session), 0};
    if (journal->redo_count > 1)
        redo->size = session_past_apart(redo->after, redo[-1].undo.before);
    bound_memory(journal);
    mark(journal, redo->undo.entry, 0, journal->redo_count);
    journal->gesture = 0;
    session_return(session, redo->undo.before);
    return redo->undo.what;
}

const char *session_redo(struct session *session)
{
    struct journal *journal = &session->journal;
    if (journal->redo_count == 0)
        return NULL;
    struct redo redo = journal->redos[journal->redo_count - 1];
    mark(journal, redo.undo.entry, journal->redo_count--, 0);
    session_return(session, redo.after);
    session_past_free(redo.after);
    push(journal, &redo.undo);
    return journal->undos[journal->undo_count - 1].what;
}
