/* When the outputs of a program are written and its inputs read last: for its readers, and for
 * those who lay out its arrays. */

#include "program.h"

#include <stdlib.h>

#include "../base/memory.h"
#include "bytecode.h"

/* The instruction for lanes that writes a register; where there is none, their end. */
static int find_writing(const struct program *program, int reg)
{
    int i = 0;
    while (program->lanes[i].code != ACTION_END && !instruction_writes(&program->lanes[i], reg))
        i++;
    return i;
}

/* --- readers --- */

/* Whether the processor takes long for it, and can do other things meanwhile. */
static bool is_long(const struct instruction *in)
{
    int action = in->code % ACTION_COUNT;
    return action == OP_DIV || action == OP_DIV0 || action == OP_SQRT || action == ACTION_SQRTADD ||
           action == ACTION_SUBDIV || action == ACTION_DIVMUL;
}

/* The first instruction for lanes before which the outputs are there; -1: there is none. */
static int find_given(const struct program *program, int first, int count)
{
    int given = 0;
    for (int k = first; k < first + count; k++) {
        int writing = find_writing(program, program->outputs[k].reg);
        if (program->outputs[k].kind != OUTPUT_IN_PLACE ||
            program->lanes[writing].code == ACTION_END)
            return -1;
        given = writing >= given ? writing + 1 : given;
    }
    return given;
}

/* The reader is told of parts of a block, one behind each of the long instructions: what it does
 * takes hardly any time then. Of smaller parts each would cost more than it saves. */
enum { PARTS = 4 };

void program_read_early(struct program *program, int first, int count)
{
    program->told_first = first;
    program->told_count = count;
    int given = program->loop_count > 0 ? -1 : find_given(program, first, count);
    int size = 0, longs = 0, told = 0;
    for (; program->lanes[size].code != ACTION_END; size++)
        longs += size >= given && is_long(&program->lanes[size]);
    if (given < 0 || longs < PARTS)
        return;
    struct instruction *code = memory_new((size_t)(size + PARTS) + 1, sizeof *code), *at = code;
    for (int i = 0; i <= size; i++) {
        *at++ = program->lanes[i];
        if (i >= given && told < PARTS && is_long(&program->lanes[i]))
            *at++ = (struct instruction){
                .code = ACTION_READ, .a = (uint16_t)told++, .b = (uint16_t)PARTS};
    }
    free(program->lanes);
    program->lanes = code;
    program->is_read_early = true;
}

bool program_is_read_before(const struct program *program, int output)
{
    const struct bound_output *of = &program->outputs[output];
    if (!program->is_read_early)
        return false;
    int i = of->kind == OUTPUT_IN_PLACE ? find_writing(program, of->reg) : 0;
    while (program->lanes[i].code != ACTION_END && program->lanes[i].code != ACTION_READ)
        i++;
    return of->kind != OUTPUT_IN_PLACE || program->lanes[i].code == ACTION_END;
}

/* --- arrays --- */

static int register_of(const struct program *program, int input)
{
    for (int i = 0; i < program->lane_input_count; i++)
        if (program->lane_inputs[i].input == input)
            return program->lane_inputs[i].reg;
    return -1;
}

bool program_may_replace(const struct program *program, int input, int output)
{
    const struct bound_output *by = &program->outputs[output];
    int reg = register_of(program, input);
    if (program->loop_count > 0 || program->sums_count > 0)
        return false;
    for (int k = 0; k < program->output_count; k++)
        if (k != output && program->outputs[k].kind == OUTPUT_COPIED &&
            program->outputs[k].reg == reg)
            return false;
    if (by->kind != OUTPUT_IN_PLACE || reg < 0)
        return true;
    const struct instruction *in = program->lanes + find_writing(program, by->reg);
    for (; in->code != ACTION_END; in++)
        if (in[1].code != ACTION_END && instruction_reads(&in[1], reg) > 0)
            return false;
    return true;
}
