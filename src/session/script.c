#include "script.h"

#include "../base/array.h"

#include <stdlib.h>
#include <string.h>

static void drop_commands(struct queued *items, int *count)
{
    while (*count > 0)
        free(items[--*count].command);
}

void script_free(struct script *script)
{
    script_drop_queue(script);
    free(script->queue);
    script_end_hold(script);
    free(script->keys);
    script_drop_appointments(script);
    free(script->appointments);
    script_drop_held(script, -1);
    free(script->held);
    while (script->brake_count > 0)
        script_drop_brake(script, 0);
    free(script->brakes);
    drop_commands(script->expectations, &script->expectation_count);
    free(script->expectations);
}

static struct queued *copy_commands(const struct queued *items, int count)
{
    struct queued *copies = memory_new((size_t)count + 1, sizeof *copies);
    for (int i = 0; i < count; i++) {
        copies[i] = items[i];
        copies[i].command = memory_copy(items[i].command);
    }
    return copies;
}

static struct appointment *copy_appointments(const struct appointment *items, int count)
{
    struct appointment *copies = memory_new((size_t)count + 1, sizeof *copies);
    for (int i = 0; i < count; i++) {
        copies[i] = items[i];
        copies[i].command = memory_copy(items[i].command);
    }
    return copies;
}

static char *copy_text(const char *text)
{
    return text ? memory_copy(text) : NULL;
}

struct script script_copy(const struct script *script)
{
    struct script copy = *script;
    copy.queue_capacity = script->queue_count + 1;
    copy.queue = copy_commands(script->queue, script->queue_count);
    copy.hold.text = copy_text(script->hold.text);
    copy.hold.more = copy_text(script->hold.more);
    copy.keys = copy_text(script->keys);
    copy.appointment_capacity = script->appointment_count + 1;
    copy.appointments = copy_appointments(script->appointments, script->appointment_count);
    copy.held_capacity = script->held_count + 1;
    copy.held = copy_appointments(script->held, script->held_count);
    copy.brake_capacity = script->brake_count + 1;
    copy.brakes = memory_new((size_t)copy.brake_capacity, sizeof *script->brakes);
    for (int i = 0; i < script->brake_count; i++) {
        copy.brakes[i] = script->brakes[i];
        copy.brakes[i].condition = memory_copy(script->brakes[i].condition);
    }
    copy.braked = -1;
    copy.expectation_capacity = script->expectation_count + 1;
    copy.expectations = copy_commands(script->expectations, script->expectation_count);
    return copy;
}

void script_put_last(struct script *script, const char *command, int line)
{
    *array_add(script->queue, script->queue_count, script->queue_capacity) =
        (struct queued){memory_copy(command), line, false};
}

void script_put_first(struct script *script, const char *command, int line, bool shown)
{
    script_put_last(script, command, line);
    struct queued last = script->queue[script->queue_count - 1];
    last.shown = shown;
    memmove(script->queue + 1, script->queue,
            sizeof *script->queue * (size_t)(script->queue_count - 1));
    script->queue[0] = last;
}

struct queued script_take(struct script *script)
{
    struct queued first = script->queue[0];
    script->queue_count--;
    memmove(script->queue, script->queue + 1, sizeof *script->queue * (size_t)script->queue_count);
    return first;
}

void script_drop_queue(struct script *script)
{
    drop_commands(script->queue, &script->queue_count);
}

void script_hold(struct script *script, enum hold_kind kind, double seconds, const char *text)
{
    script_end_hold(script);
    script->hold = (struct hold){
        .kind = kind, .seconds = seconds, .text = copy_text(text), .line = script->line};
}

void script_end_hold(struct script *script)
{
    free(script->hold.text);
    free(script->hold.more);
    script->hold = (struct hold){0};
}

void script_add_appointment(struct script *script, int ball, int64_t tick, const char *command)
{
    *array_add(script->appointments, script->appointment_count, script->appointment_capacity) =
        (struct appointment){.ball = ball, .tick = tick, .command = memory_copy(command)};
}

void script_twin_appointment(struct script *script, int index, int ball)
{
    struct appointment twin = script->appointments[index];
    twin.ball = ball;
    twin.command = memory_copy(twin.command);
    *array_add(script->appointments, script->appointment_count, script->appointment_capacity) =
        twin;
    struct appointment *next = script->appointments + index + 1;
    memmove(next + 1, next, sizeof *next * (size_t)(script->appointment_count - index - 2));
    *next = twin;
}

void script_drop_appointments(struct script *script)
{
    while (script->appointment_count > 0)
        free(script->appointments[--script->appointment_count].command);
}

void script_renew_appointments(struct script *script, int64_t end)
{
    for (int i = 0; i < script->appointment_count; i++)
        script->appointments[i].done &= script->appointments[i].tick <= end;
    script_drop_held(script, end);
}

int64_t script_next_appointment(const struct script *script, int64_t tick, int64_t limit)
{
    for (int i = 0; i < script->appointment_count; i++) {
        const struct appointment *appointment = &script->appointments[i];
        if (!appointment->done && appointment->tick > tick && appointment->tick < limit)
            limit = appointment->tick;
    }
    return limit;
}

void script_add_brake(struct script *script, const char *condition)
{
    *array_add(script->brakes, script->brake_count, script->brake_capacity) =
        (struct brake){.condition = memory_copy(condition)};
}

void script_drop_brake(struct script *script, int index)
{
    struct brake *brake = &script->brakes[index];
    free(brake->condition);
    script->brake_count--;
    memmove(brake, brake + 1, sizeof *brake * (size_t)(script->brake_count - index));
}

void script_add_expectation(struct script *script, const char *condition)
{
    *array_add(script->expectations, script->expectation_count, script->expectation_capacity) =
        (struct queued){memory_copy(condition), script->line, false};
}

bool script_has_held(const struct script *script, int64_t tick, const char *condition)
{
    for (int i = 0; i < script->held_count; i++)
        if (script->held[i].tick == tick && strcmp(script->held[i].command, condition) == 0)
            return true;
    return false;
}

void script_add_held(struct script *script, int ball, int64_t tick, const char *condition)
{
    if (!script_has_held(script, tick, condition))
        *array_add(script->held, script->held_count, script->held_capacity) =
            (struct appointment){ball, tick, memory_copy(condition), true, false};
}

void script_drop_held(struct script *script, int64_t end)
{
    int kept = 0;
    for (int i = 0; i < script->held_count; i++)
        if (script->held[i].tick <= end)
            script->held[kept++] = script->held[i];
        else
            free(script->held[i].command);
    script->held_count = kept;
}
