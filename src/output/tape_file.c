#include "tape_file.h"

#include "growing.h"

#include "../base/array.h"
#include "../scene/scene.h"

#include <stdlib.h>

struct tape_file {
    struct growing *file;
    char *folder;  /* data below are named from there */
    off_t *begins; /* of the entries that are in it */
    int count, capacity;
    bool failed; /* why: it ends there */
    struct error error;
};

struct tape_file *tape_file_begin(const char *path, struct error *error)
{
    struct text header = {0};
    tape_write_header(&header);
    struct growing *file = growing_begin(path, &header, error);
    text_free(&header);
    if (!file)
        return NULL;
    struct tape_file *tape = memory_new(1, sizeof *tape);
    growing_lock(file);
    tape->file = file;
    tape->folder = scene_folder_of(path);
    return tape;
}

void tape_file_told(void *context, const struct journal *journal, int first)
{
    struct tape_file *tape = context;
    struct text text = {0};
    if (first < tape->count && !tape->failed) {
        tape->failed = !growing_cut(tape->file, tape->begins[first], &tape->error);
        tape->count = first;
    }
    if (tape->failed)
        return;
    for (int i = tape->count; i < journal->count; i++) {
        *array_add(tape->begins, tape->count, tape->capacity) =
            growing_length(tape->file) + (off_t)text.length;
        tape_write(journal, i, tape->folder, &text);
    }
    tape->failed = !growing_add(tape->file, &text, &tape->error);
    text_free(&text);
}

bool tape_file_failed(const struct tape_file *tape)
{
    return tape->failed;
}

bool tape_file_end(struct tape_file *tape, int64_t clock, double second, struct error *error)
{
    struct text text = {0};
    tape_write_end(clock, second, &text);
    bool good = !tape->failed && growing_add(tape->file, &text, &tape->error);
    if (!good)
        *error = tape->error;
    text_free(&text);
    growing_free(tape->file);
    free(tape->folder);
    free(tape->begins);
    free(tape);
    return good;
}

void tape_file_ended(void *context, int64_t clock, double second)
{
    struct error ignored;
    tape_file_end(context, clock, second, &ignored);
}

const char *tape_file_path(const struct tape_file *tape)
{
    return growing_path(tape->file);
}
