#include "script.h"

#include "../base/array.h"
#include "../base/memory.h"

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
    script_drop_appointments(script);
    free(script->appointments);
    drop_commands(script->expectations, &script->expectation_count);
    free(script->expectations);
}

void script_put_last(struct script *script, const char *command, int line)
{
    *array_add(script->queue, script->queue_count, script->queue_capacity) =
        (struct queued){memory_copy(command), line};
}

void script_put_first(struct script *script, const char *command, int line)
{
    (void)array_add(script->queue, script->queue_count, script->queue_capacity);
    memmove(script->queue + 1, script->queue,
            sizeof *script->queue * (size_t)(script->queue_count - 1));
    script->queue[0] = (struct queued){memory_copy(command), line};
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

void script_end_hold(struct script *script)
{
    script->hold = HOLD_NOT;
    free(script->hold_condition);
    script->hold_condition = NULL;
    free(script->typing.text);
    script->typing = (struct typing){0};
}

void script_add_appointment(struct script *script, struct appointment appointment)
{
    *array_add(script->appointments, script->appointment_count, script->appointment_capacity) =
        appointment;
}

void script_drop_appointments(struct script *script)
{
    while (script->appointment_count > 0)
        free(script->appointments[--script->appointment_count].command);
}

void script_add_expectation(struct script *script, const char *condition)
{
    *array_add(script->expectations, script->expectation_count, script->expectation_capacity) =
        (struct queued){memory_copy(condition), script->line};
}
