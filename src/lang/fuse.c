/* Two instructions for lanes as one, where the first only gives a number to the second: it need not
 * be stored and loaded again then, which takes as long as most of what is computed. The arithmetic
 * is the same, operation by operation. */

#include "bytecode.h"

#include <string.h>

/* A pair, and what it becomes. Operands a, b, c, e of the first are small letters, those of the
 * second are capitals; 0 is none. */
struct fusion {
    int first, first_form, second, second_form;
    char given; /* where the second reads what the first gives */
    int action, form;
    char operands[4]; /* a, b, c, e */
};

static const struct fusion fusions[] = {
    {OP_SQRT, VVV, OP_ADD, VSV, 'A', ACTION_SQRTADD, VSV, {'a', 'B', 0, 0}},
    {OP_SQRT, VVV, OP_ADD, VVV, 'A', ACTION_SQRTADD, VVV, {'a', 'B', 0, 0}},
    {OP_SQRT, VVV, OP_ADD, VVV, 'B', ACTION_SQRTADD, VVV, {'a', 'A', 0, 0}},
    {OP_DIV, VVV, OP_SUB, VVV, 'B', ACTION_SUBDIV, VVV, {'a', 'b', 'A', 0}},
    {OP_DIV, VSV, OP_SUB, VVV, 'B', ACTION_SUBDIV, VSV, {'a', 'b', 'A', 0}},
    {OP_DIV, VSV, OP_MUL, VSV, 'A', ACTION_DIVMUL, VSS, {'a', 'b', 'B', 0}},
    {OP_DIV, VSV, OP_MUL, VVV, 'A', ACTION_DIVMUL, VSV, {'a', 'b', 'B', 0}},
    {OP_DIV, VSV, OP_MUL, VVV, 'B', ACTION_DIVMUL, VSV, {'a', 'b', 'A', 0}},
    {ACTION_SQUARE,
     VVV,
     ACTION_MULADDMUL,
     VSS,
     'A',
     ACTION_SQUAREADDMUL,
     VSS,
     {'a', 'B', 'C', 'E'}},
    {ACTION_MULADD, VVV, OP_SUB, VSV, 'A', ACTION_MULADDSUB, VVS, {'a', 'b', 'c', 'B'}},
};

static uint16_t operand(const struct instruction *first, const struct instruction *second,
                        char which)
{
    switch (which) {
    case 'a':
        return first->a;
    case 'b':
        return first->b;
    case 'c':
        return first->c;
    case 'A':
        return second->a;
    case 'B':
        return second->b;
    case 'C':
        return second->c;
    case 'E':
        return second->e;
    default:
        return 0;
    }
}

/* Registers are used again: whether nothing reads one until it is written, or at all. */
static bool is_over(const struct instruction *in, int reg)
{
    for (; in->code != ACTION_END; in++) {
        if (instruction_reads(in, reg) > 0)
            return false;
        if (instruction_writes(in, reg))
            return true;
    }
    return true;
}

/* The instruction that alone reads what `first` gives, which could as well be done there; NULL:
 * there is none. */
static struct instruction *find_reader(const struct program *program, struct instruction *first)
{
    int outputs_end = program->uniform_count + program->array_count;
    if (first->d < outputs_end)
        return NULL;
    for (struct instruction *in = first + 1; in->code != ACTION_END; in++) {
        if (instruction_reads(in, first->d) > 0)
            return instruction_reads(in, first->d) == 1 &&
                           (instruction_writes(in, first->d) || is_over(in + 1, first->d))
                       ? in
                       : NULL;
        if (instruction_writes(in, first->d) || instruction_writes(in, first->a) ||
            instruction_writes(in, first->b) || instruction_writes(in, first->c) ||
            instruction_writes(in, first->e))
            return NULL;
    }
    return NULL;
}

static bool fits(const struct fusion *fusion, const struct instruction *first,
                 const struct instruction *second)
{
    return first->code == CODE(fusion->first, fusion->first_form) &&
           second->code == CODE(fusion->second, fusion->second_form) &&
           operand(first, second, fusion->given) == first->d;
}

static bool fuse(struct instruction *first, struct instruction *second)
{
    for (size_t i = 0; i < sizeof fusions / sizeof *fusions; i++) {
        const struct fusion *fusion = &fusions[i];
        if (!fits(fusion, first, second))
            continue;
        *second = (struct instruction){.code = (uint16_t)CODE(fusion->action, fusion->form),
                                       .d = second->d,
                                       .a = operand(first, second, fusion->operands[0]),
                                       .b = operand(first, second, fusion->operands[1]),
                                       .c = operand(first, second, fusion->operands[2]),
                                       .e = operand(first, second, fusion->operands[3])};
        return true;
    }
    return false;
}

void program_fuse(struct program *program)
{
    if (program->loop_count > 0 || program->sums_count > 0)
        return;
    struct instruction *to = program->lanes;
    for (struct instruction *in = program->lanes; in->code != ACTION_END; in++) {
        struct instruction *reader = find_reader(program, in);
        if (!reader || !fuse(in, reader))
            *to++ = *in;
    }
    *to = (struct instruction){.code = ACTION_END};
}
