#ifndef OVERSHOOT_LANG_BYTECODE_H
#define OVERSHOOT_LANG_BYTECODE_H

/* What a program is inside: between the compiler (lower.c, program.c) and the executor (execute.c).
 *
 * A register is uniform (one double) or a lane register (one double per lane of the block). Their
 * numbers form one sequence: constants, uniform inputs, other uniform registers, then inputs that
 * vary, outputs that are computed in place, and temporaries. */

#include "program.h"

#include <stdint.h>

/* Lanes that an instruction is executed for before the next one. */
enum { BLOCK_SIZE = 128 };

/* Instruction codes. The letters tell which operands are lane registers (V) and which are uniform
 * (S); on a single lane both are the same. */
enum code {
    CODE_END, /* of the instructions */
    CODE_COPY,
    CODE_FILL,
    CODE_ADD_VV,
    CODE_ADD_VS,
    CODE_SUB_VV,
    CODE_SUB_VS,
    CODE_SUB_SV,
    CODE_MUL_VV,
    CODE_MUL_VS,
    CODE_DIV_VV,
    CODE_DIV_VS,
    CODE_DIV_SV,
    CODE_DIV0_VV,
    CODE_DIV0_VS,
    CODE_DIV0_SV,
    CODE_POW, /* of any operands */
    CODE_SQUARE,
    CODE_CUBE,
    CODE_MULADD_VVV, /* a*b + c, the product rounded, as in all three */
    CODE_MULADD_VSV,
    CODE_MULADD_VVS,
    CODE_MULADD_VSS,
    CODE_MULSUB_VVV, /* a*b - c */
    CODE_MULSUB_VSV,
    CODE_MULSUB_VVS,
    CODE_MULSUB_VSS,
    CODE_SUBMUL_VVV, /* c - a*b */
    CODE_SUBMUL_VSV,
    CODE_SUBMUL_VVS,
    CODE_SUBMUL_VSS,
    CODE_MULADDMUL_VVVV, /* a*b + c*e, each product rounded, as in both */
    CODE_MULADDMUL_VVVS,
    CODE_MULADDMUL_VSVS,
    CODE_MULSUBMUL_VVVV, /* a*b - c*e */
    CODE_MULSUBMUL_VVVS,
    CODE_MULSUBMUL_VSVV,
    CODE_MULSUBMUL_VSVS,
    CODE_NEG,
    CODE_SQRT,
    CODE_ABS,
    CODE_FLOOR,
    CODE_EXP,
    CODE_LOG,
    CODE_LOG1P,
    CODE_SIGMOID,
    CODE_LOGADDEXP_VV,
    CODE_LOGADDEXP_VS,
    CODE_SIN,
    CODE_COS,
    CODE_SINCOS, /* d: sine, c: cosine */
    CODE_MIN_VV,
    CODE_MIN_VS,
    CODE_MIN_SV,
    CODE_MAX_VV,
    CODE_MAX_VS,
    CODE_MAX_SV,
    CODE_LT_VV,
    CODE_LT_VS,
    CODE_LT_SV,
    CODE_LE_VV,
    CODE_LE_VS,
    CODE_LE_SV,
    CODE_AND,
    CODE_WHERE_VVV,
    CODE_WHERE_VVS,
    CODE_WHERE_VSV,
    CODE_WHERE_VSS,
    CODE_LOOP_BEGIN, /* a: the loop's number */
    CODE_LOOP_END,   /* d: variable, a: condition, b: next value, c: the loop's number */
    CODE_PASS, /* a: what argument number b of the sums c is; CODE_PASS_S: of a uniform register */
    CODE_PASS_S,
    CODE_SUMS,    /* a: all of the sums number a */
    CODE_TAKE,    /* d: total number a of sums c */
    CODE_GENERIC, /* e: any operation, by op_evaluate */
    CODE_COUNT,

    /* CODE_TWIN + code: this instruction and the next, which has that code too. On a single lane
     * choosing an instruction costs more than executing it, and vectors have two components. */
    CODE_TWIN = 128
};
_Static_assert(CODE_COUNT <= CODE_TWIN, "the codes are apart");

struct instruction {
    uint16_t code, d, a, b, c, e;
};

struct bound_input {
    int input;
    uint16_t reg;
};

enum output_kind {
    OUTPUT_IN_PLACE, /* the register is the caller's array */
    OUTPUT_COPIED,   /* from a lane register: an input, or the second output of one node */
    OUTPUT_FILLED    /* from a uniform register */
};

struct bound_output {
    enum output_kind kind;
    uint16_t reg;
};

/* The sums over the rows of the data that are computed together: for a single lane with the rows as
 * lanes, for a block with a loop over the rows. Row r is added to part r % TOTAL_PARTS of a sum,
 * and the parts are added at last: so both give the same bits, and neither waits for all sums. */
enum { TOTAL_PARTS = 16 };
struct sum_input {
    int column;   /* of the data, or -1: */
    int argument; /* what CODE_PASS gave */
};
struct sum {
    int first, second; /* outputs of by_row: the total is of their product, or second is -1 */
};
struct sums {
    struct program *by_row;  /* the columns vary over lanes, the arguments do not */
    struct program *by_lane; /* the other way round; an output for each total */
    struct sum *totals;
    struct sum_input *inputs;
    int input_count, argument_count, total_count;
};

/* Where the parts of a run are in the workspace, in doubles from its begin on. */
struct layout {
    size_t rounds, places, lanes, totals, size;
};

/* Constants are copied to their registers in groups, the last of which may reach beyond them. */
enum { CONSTANTS_AT_ONCE = 4 };

struct program {
    /* Each to its CODE_END. What is computed for one lane has no forms for uniform operands, but
     * twins. */
    struct instruction *single;  /* all, for a single lane */
    struct instruction *uniform; /* the uniform part, once for all lanes of a call */
    struct instruction *lanes;   /* the lane part, for a block */
    double *constants;           /* of the first registers */
    int constant_count;
    struct bound_input *uniform_inputs, *lane_inputs; /* those behind these */
    int uniform_input_count, lane_input_count;
    struct bound_output *outputs;
    int output_count;
    int uniform_count, register_count; /* registers below uniform_count are uniform */
    int *loop_lengths; /* how far before a loop's CODE_LOOP_END its CODE_LOOP_BEGIN is */
    int loop_count;
    struct sums *sums;
    int sums_count;
    const struct data *data;  /* of the rows, shared */
    struct layout layouts[2]; /* for a block, for a single lane */
};

/* To be called when everything else of the program is there (execute.c). */
void program_lay_out(struct program *program);

/* What a step does: an operation of the graph or one that only programs have. */
enum action {
    ACTION_COPY = OP_COUNT,
    ACTION_SQUARE,
    ACTION_CUBE,
    ACTION_MULADD,
    ACTION_MULSUB,
    ACTION_SUBMUL,
    ACTION_MULADDMUL,
    ACTION_MULSUBMUL,
    ACTION_SINCOS,
    ACTION_LOOP_BEGIN, /* from here on: see step_is_fixed */
    ACTION_LOOP_END,
    ACTION_PASS, /* a: an argument, number b of sums c */
    ACTION_SUMS, /* a: the sums' number */
    ACTION_TAKE, /* d: total number a of sums c */
    ACTION_COUNT
};

enum { VALUE_NONE = -1 };

/* A number that a step computes, an input or a constant. */
struct lowered_value {
    bool lane;
    int input;       /* index, or -1 */
    bool constant;   /* with its number: */
    double number;   /* of a constant */
    int first, last; /* the steps that define and last use it */
    int reg;
};

/* A program before its values have registers: d, a, b, c, e are values (or a loop's number). */
struct step {
    int action;
    int d, a, b, c, e;
};

struct lowered {
    struct step *steps;
    int step_count, step_capacity;
    int lane_begin; /* the first step of the lane part */
    struct lowered_value *values;
    int value_count, value_capacity;
    int *outputs; /* the values of the outputs */
    int output_count;
    int loop_count;
    struct sums *sums; /* the program's from then on */
    int sums_count;
};

/* Whether other steps must stay on their side of it. */
static inline bool step_is_fixed(const struct step *step)
{
    return step->action >= ACTION_LOOP_BEGIN;
}

/* Chooses the steps for the outputs of a graph, and their order (lower.c). */
struct lowered lower(const struct graph *graph, const node_id *outputs, int output_count,
                     const bool *varies);
void lowered_free(struct lowered *lowered);

#endif
