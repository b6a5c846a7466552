/* The executor's loop over instructions; execute.c includes it once for a single lane (with SINGLE
 * defined) and once for a block of lanes. Before that it defines REGISTER(r), the numbers of a
 * register, and LANES, the loop over them with index i; `program`, the first of its instructions to
 * run, `in`, and `rounds`, the counters of the loops, are there. No include guard: deliberate. */

#define RESULT double *const d = REGISTER(in->d)
#define OPERAND(name) const double *const name = REGISTER(in->name)

#ifdef SINGLE

/* A twin is done here, and its second instruction as if it came alone. There are no forms for
 * uniform operands. */
#define TWINS(action, ...)                                                                         \
    case CODE(action, TWIN):                                                                       \
        __VA_ARGS__;                                                                               \
        in++;                                                                                      \
        FALL_THROUGH;                                                                              \
    case action:                                                                                   \
        __VA_ARGS__;                                                                               \
        break;

/* Of operands that there are not it reads register 0, in vain. */
#define FORM(action, form, first, second, third, fourth, expression)                               \
    TWINS(action, {                                                                                \
        const double x = file[in->a], y = file[in->b], z = file[in->c], w = file[in->e];           \
        (void)y, (void)z, (void)w;                                                                 \
        file[in->d] = (expression);                                                                \
    })
#define UNIFORM(forms)

#else

/* The operands as given: from lanes (a[i]) or from before the loop (a0). */
#define FORM(action, form, first, second, third, fourth, expression)                               \
    case CODE(action, form): {                                                                     \
        RESULT;                                                                                    \
        OPERAND(a);                                                                                \
        OPERAND(b);                                                                                \
        OPERAND(c);                                                                                \
        OPERAND(e);                                                                                \
        const double a0 = *a, b0 = *b, c0 = *c, e0 = *e;                                           \
        (void)a0, (void)b0, (void)c0, (void)e0;                                                    \
        LANES                                                                                      \
        {                                                                                          \
            const double x = first, y = second, z = third, w = fourth;                             \
            (void)y, (void)z, (void)w;                                                             \
            d[i] = (expression);                                                                   \
        }                                                                                          \
        break;                                                                                     \
    }
#define UNIFORM(forms) forms

#endif

#define UNARY(action, expression) FORM(action, VVV, a[i], 0, 0, 0, expression)
#define BINARY_VV(action, expression) FORM(action, VVV, a[i], b[i], 0, 0, expression)
#define COMMUTATIVE(action, expression)                                                            \
    BINARY_VV(action, expression)                                                                  \
    UNIFORM(FORM(action, VSV, a[i], b0, 0, 0, expression))
#define BINARY(action, expression)                                                                 \
    COMMUTATIVE(action, expression)                                                                \
    UNIFORM(FORM(action, SVV, a0, b[i], 0, 0, expression))
#define TERNARY(action, expression)                                                                \
    FORM(action, VVV, a[i], b[i], c[i], 0, expression)                                             \
    UNIFORM(FORM(action, VSV, a[i], b0, c[i], 0, expression))                                      \
    UNIFORM(FORM(action, VVS, a[i], b[i], c0, 0, expression))                                      \
    UNIFORM(FORM(action, VSS, a[i], b0, c0, 0, expression))
#define PRODUCTS(action, expression)                                                               \
    FORM(action, VVV, a[i], b[i], c[i], e[i], expression)                                          \
    UNIFORM(FORM(action, VVS, a[i], b[i], c[i], e0, expression))                                   \
    UNIFORM(FORM(action, VSS, a[i], b0, c[i], e0, expression))

for (;; in++) {
    switch (in->code) {
    case ACTION_END:
        return;
        UNARY(ACTION_COPY, x)
        UNIFORM(FORM(ACTION_COPY, SVV, a0, 0, 0, 0, x))
        COMMUTATIVE(OP_ADD, x + y)
        BINARY(OP_SUB, x - y)
        COMMUTATIVE(OP_MUL, x * y)
        BINARY(OP_DIV, x / y)
        BINARY(OP_DIV0, x == 0 && y == 0 ? 0 : x / y)
    case OP_POW:
    case CODE(OP_POW, SVV):
    case CODE(OP_POW, VSV):
        POWER;
        break;
        UNARY(ACTION_SQUARE, x * x)
        UNARY(ACTION_CUBE, x * (x * x))
        TERNARY(ACTION_MULADD, x * y + z)
        TERNARY(ACTION_MULSUB, x * y - z)
        TERNARY(ACTION_SUBMUL, z - x * y)
        PRODUCTS(ACTION_MULADDMUL, x * y + z * w)
        PRODUCTS(ACTION_MULSUBMUL, x * y - z * w)
        /* A sum has its uniform factor last. */
        UNIFORM(FORM(ACTION_MULSUBMUL, VSV, a[i], b0, c[i], e[i], x * y - z * w))
        UNIFORM(BINARY_VV(ACTION_SQRTADD, sqrt(x) + y))
        UNIFORM(FORM(ACTION_SQRTADD, VSV, a[i], b0, 0, 0, sqrt(x) + y))
        UNIFORM(FORM(ACTION_SUBDIV, VVV, a[i], b[i], c[i], 0, z - x / y))
        UNIFORM(FORM(ACTION_SUBDIV, VSV, a[i], b0, c[i], 0, z - x / y))
        UNIFORM(FORM(ACTION_DIVMUL, VSV, a[i], b0, c[i], 0, x / y * z))
        UNIFORM(FORM(ACTION_DIVMUL, VSS, a[i], b0, c0, 0, x / y * z))
        UNIFORM(FORM(ACTION_SQUAREADDMUL, VSS, a[i], b0, c[i], e0, x * x * y + z * w))
        UNIFORM(FORM(ACTION_MULADDSUB, VVS, a[i], b[i], c[i], e0, x * y + z - w))
        UNARY(OP_NEG, -x)
        UNARY(OP_SQRT, sqrt(x))
        UNARY(OP_ABS, fabs(x))
        UNARY(OP_FLOOR, floor(x))
        UNARY(OP_EXP, kernel_exp(x))
        UNARY(OP_LOG, kernel_log(x))
        UNARY(OP_LOG1P, kernel_log1p(x))
        UNARY(OP_SIGMOID, kernel_sigmoid(x))
        COMMUTATIVE(OP_LOGADDEXP, kernel_logaddexp(x, y))
        BINARY(OP_MIN, x <= y || x != x ? x : y)
        BINARY(OP_MAX, x >= y || x != x ? x : y)
        BINARY(OP_LT, x < y ? 1.0 : 0.0)
        BINARY(OP_LE, x <= y ? 1.0 : 0.0)
        BINARY_VV(OP_AND, x != 0 && y != 0 ? 1.0 : 0.0)
        TERNARY(OP_WHERE, x != 0 ? y : z)
    case OP_SIN:
    case OP_COS:
    case ACTION_SINCOS: {
        RESULT;
        OPERAND(a);
        double *const c = REGISTER(in->c);
        double huge = 0;
        LANES_ANY(huge)
        {
            huge += is_huge(a[i]);
        }
        if (huge > 0) {
            circular_slow(in->code, d, c, a, LANE_COUNT);
        } else if (in->code == ACTION_SINCOS) {
            LANES
            {
                struct circular both = kernel_circular(a[i]);
                d[i] = both.sine;
                c[i] = both.cosine;
            }
        } else if (in->code == OP_SIN) {
            LANES
            {
                d[i] = kernel_circular(a[i]).sine;
            }
        } else {
            LANES
            {
                d[i] = kernel_circular(a[i]).cosine;
            }
        }
        break;
    }
    case ACTION_LOOP_BEGIN:
        rounds[in->a] = 0;
        break;
    case ACTION_LOOP_END: {
        RESULT;
        OPERAND(a);
        OPERAND(b);
        /* A lane whose condition is false keeps its value, so its condition stays false: no mask
         * is needed. */
        double taken = 0;
        LANES_ANY(taken)
        {
            taken += a[i] != 0 ? 1.0 : 0.0;
            d[i] = a[i] != 0 ? b[i] : d[i];
        }
        if (taken > 0 && ++rounds[in->c] < LOOP_LIMIT) {
            in -= program->loop_lengths[in->c];
            break;
        }
        LANES
        {
            d[i] = a[i] != 0 ? 0 : d[i];
        }
        break;
    }
    case ACTION_PASS: {
        OPERAND(a);
        double *const d = sums_memory(program, MAP, in->c).arguments + (size_t)in->b * BLOCK_SIZE;
        LANES
        {
            d[i] = a[i];
        }
        break;
    }
    case CODE(ACTION_PASS, SVV):
        sums_memory(program, MAP, in->c).arguments[(size_t)in->b * BLOCK_SIZE] = *REGISTER(in->a);
        break;
    case ACTION_SUMS:
        RUN_SUMS;
        break;
    case ACTION_SUMS_IF:
    case CODE(ACTION_SUMS_IF, VSV):
        if ((*REGISTER(in->b) != 0) == (in->c != 0)) {
            RUN_SUMS;
            break;
        }
        for (int k = program->sums[in->a].total_count; k > 0; k--) {
            in++;
            RESULT;
            LANES
            {
                d[i] = 0;
            }
        }
        break;
    case ACTION_TAKE: {
        RESULT;
        const double *const p =
            sums_memory(program, MAP, in->c).parts + (size_t)in->a * TOTAL_PARTS * BLOCK_SIZE;
        LANES
        {
            double sum = 0;
            for (size_t k = 0; k < TOTAL_PARTS; k += 4) {
                const double *const four = p + k * BLOCK_SIZE + i;
                sum += (four[0] + four[BLOCK_SIZE]) + (four[2 * BLOCK_SIZE] + four[3 * BLOCK_SIZE]);
            }
            d[i] = sum;
        }
        break;
    }
#ifndef SINGLE
    case ACTION_READ:
        tell_reader(map, in->a, in->b, LANE_COUNT);
        break;
#endif
    default:
        run_generic(program, in, REGISTER(in->d), REGISTER(in->a), REGISTER(in->b), REGISTER(in->c),
                    LANE_COUNT);
    }
}

#undef TWINS
#undef FORM
#undef UNIFORM
