#include "target.h"

#include "screen.h"

#include "../base/array.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int axis_column(const struct axis *axis, int64_t tick)
{
    if (tick > axis->span)
        return axis->columns;
    return (int)((2 * tick * (axis->columns - 1) + axis->span) / (2 * axis->span));
}

int64_t axis_tick(const struct axis *axis, int column)
{
    int last = axis->columns > 1 ? axis->columns - 1 : 1;
    return (2 * column * axis->span + last) / (2 * last);
}

void targets_free(struct targets *targets)
{
    free(targets->items);
    text_free(&targets->words);
}

void targets_clear(struct targets *targets)
{
    targets->count = 0;
    text_clear(&targets->words);
}

static void add(struct targets *targets, struct target target, const char *words)
{
    target.words = targets->words.length;
    text_add_bytes(&targets->words, words ? words : "", words ? strlen(words) + 1 : 1);
    *array_add(targets->items, targets->count, targets->capacity) = target;
}

void targets_add_all(struct targets *targets, const struct targets *others)
{
    for (int i = 0; i < others->count; i++)
        add(targets, others->items[i], targets_words(others, &others->items[i]));
}

static bool contains(const struct area *area, int column, int row)
{
    return column >= area->column && column < area->column + area->columns && row >= area->row &&
           row < area->row + area->rows;
}

const struct target *targets_find(const struct targets *targets, int column, int row, bool wheel)
{
    for (int i = targets->count - 1; i >= 0; i--) {
        const struct target *target = &targets->items[i];
        bool turns = target->kind != TARGET_BUTTON || target->more;
        if (contains(&target->area, column, row) && (turns || !wheel))
            return target->kind ? target : NULL;
    }
    return NULL;
}

bool targets_cover(const struct targets *targets, int column, int row)
{
    for (int i = 0; i < targets->count; i++)
        if (contains(&targets->items[i].area, column, row))
            return true;
    return false;
}

const char *targets_words(const struct targets *targets, const struct target *target)
{
    return targets->words.bytes + target->words;
}

/* --- those of a screen --- */

void target_add(const struct screen *screen, struct target target, const char *words)
{
    if (screen->targets && target.area.columns > 0 && target.area.rows > 0)
        add(screen->targets, target, words);
}

void target_key(const struct screen *screen, struct area area, const char *key)
{
    target_keys(screen, area, key, NULL, NULL);
}

void target_keys(const struct screen *screen, struct area area, const char *key, const char *more,
                 const char *less)
{
    target_add(screen, (struct target){TARGET_BUTTON, area, CLICK_KEY, .more = more, .less = less},
               key);
}

void target_command(const struct screen *screen, struct area area, const char *line)
{
    target_add(screen, (struct target){TARGET_BUTTON, area, CLICK_COMMAND}, line);
}

void target_ball(const struct screen *screen, struct area area, int ball)
{
    char line[32];
    snprintf(line, sizeof line, "select %d", ball + 1);
    target_command(screen, area, line);
}

void target_help(const struct screen *screen, struct area area, const char *topic)
{
    struct text line = {0};
    text_add(&line, "help %s", topic);
    target_command(screen, area, line.bytes);
    text_free(&line);
}

void target_cover(const struct screen *screen, struct area area)
{
    target_add(screen, (struct target){TARGET_NONE, area, CLICK_NOTHING}, NULL);
}
