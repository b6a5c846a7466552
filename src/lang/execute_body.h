/* The executor's loop over instructions; execute.c includes it once for a single lane (with SINGLE
 * defined) and once for a block of lanes. Before that it defines REGISTER(r), the numbers of a
 * register, and LANES, the loop over them with index i; `program`, the first of its instructions to
 * run, `in`, and `rounds`, the counters of the loops, are there. No include guard: deliberate. */

#define RESULT double *const d = REGISTER(in->d)
#define OPERAND(name) const double *const name = REGISTER(in->name)

#ifdef SINGLE

/* A twin is done here, and its second instruction as if it came alone. There are no forms for
 * uniform operands. */
#define TWINS(code, ...)                                                                           \
    case CODE_TWIN + code:                                                                         \
        __VA_ARGS__;                                                                               \
        in++;                                                                                      \
        FALL_THROUGH;                                                                              \
    case code:                                                                                     \
        __VA_ARGS__;                                                                               \
        break;

/* Of operands that there are not it reads register 0, in vain. */
#define FORM(code, first, second, third, fourth, expression)                                       \
    TWINS(code, {                                                                                  \
        const double x = file[in->a], y = file[in->b], z = file[in->c], w = file[in->e];           \
        (void)y, (void)z, (void)w;                                                                 \
        file[in->d] = (expression);                                                                \
    })
#define UNIFORM(forms)

#else

/* The operands as given: from lanes (a[i]) or from before the loop (a0). */
#define FORM(code, first, second, third, fourth, expression)                                       \
    case code: {                                                                                   \
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

#define UNARY(code, expression) FORM(code, a[i], 0, 0, 0, expression)
#define BINARY_VV(code, expression) FORM(code, a[i], b[i], 0, 0, expression)
#define COMMUTATIVE(name, expression)                                                              \
    BINARY_VV(name##_VV, expression)                                                               \
    UNIFORM(FORM(name##_VS, a[i], b0, 0, 0, expression))
#define BINARY(name, expression)                                                                   \
    COMMUTATIVE(name, expression)                                                                  \
    UNIFORM(FORM(name##_SV, a0, b[i], 0, 0, expression))
#define TERNARY(name, expression)                                                                  \
    FORM(name##_VVV, a[i], b[i], c[i], 0, expression)                                              \
    UNIFORM(FORM(name##_VSV, a[i], b0, c[i], 0, expression))                                       \
    UNIFORM(FORM(name##_VVS, a[i], b[i], c0, 0, expression))                                       \
    UNIFORM(FORM(name##_VSS, a[i], b0, c0, 0, expression))
#define PRODUCTS(name, expression)                                                                 \
    FORM(name##_VVVV, a[i], b[i], c[i], e[i], expression)                                          \
    UNIFORM(FORM(name##_VVVS, a[i], b[i], c[i], e0, expression))                                   \
    UNIFORM(FORM(name##_VSVS, a[i], b0, c[i], e0, expression))

for (;; in++) {
    switch (in->code) {
    case CODE_END:
        return;
        UNARY(CODE_COPY, x)
        UNIFORM(FORM(CODE_FILL, a0, 0, 0, 0, x))
        COMMUTATIVE(CODE_ADD, x + y)
        BINARY(CODE_SUB, x - y)
        COMMUTATIVE(CODE_MUL, x * y)
        BINARY(CODE_DIV, x / y)
        BINARY(CODE_DIV0, x == 0 && y == 0 ? 0 : x / y)
    case CODE_POW:
        POWER;
        break;
        UNARY(CODE_SQUARE, x * x)
        UNARY(CODE_CUBE, x * (x * x))
        TERNARY(CODE_MULADD, x * y + z)
        TERNARY(CODE_MULSUB, x * y - z)
        TERNARY(CODE_SUBMUL, z - x * y)
        PRODUCTS(CODE_MULADDMUL, x * y + z * w)
        PRODUCTS(CODE_MULSUBMUL, x * y - z * w)
        /* A sum has its uniform factor last. */
        UNIFORM(FORM(CODE_MULSUBMUL_VSVV, a[i], b0, c[i], e[i], x * y - z * w))
        UNARY(CODE_NEG, -x)
        UNARY(CODE_SQRT, sqrt(x))
        UNARY(CODE_ABS, fabs(x))
        UNARY(CODE_FLOOR, floor(x))
        UNARY(CODE_EXP, kernel_exp(x))
        UNARY(CODE_LOG, kernel_log(x))
        UNARY(CODE_LOG1P, kernel_log1p(x))
        UNARY(CODE_SIGMOID, kernel_sigmoid(x))
        COMMUTATIVE(CODE_LOGADDEXP, kernel_logaddexp(x, y))
        BINARY(CODE_MIN, x <= y || x != x ? x : y)
        BINARY(CODE_MAX, x >= y || x != x ? x : y)
        BINARY(CODE_LT, x < y ? 1.0 : 0.0)
        BINARY(CODE_LE, x <= y ? 1.0 : 0.0)
        BINARY_VV(CODE_AND, x != 0 && y != 0 ? 1.0 : 0.0)
        TERNARY(CODE_WHERE, x != 0 ? y : z)
    case CODE_SIN:
    case CODE_COS:
    case CODE_SINCOS: {
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
        } else if (in->code == CODE_SINCOS) {
            LANES
            {
                struct circular both = kernel_circular(a[i]);
                d[i] = both.sine;
                c[i] = both.cosine;
            }
        } else if (in->code == CODE_SIN) {
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
    case CODE_LOOP_BEGIN:
        rounds[in->a] = 0;
        break;
    case CODE_LOOP_END: {
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
    case CODE_PASS: {
        OPERAND(a);
        double *const d = sums_memory(program, MAP, in->c).arguments + (size_t)in->b * BLOCK_SIZE;
        LANES
        {
            d[i] = a[i];
        }
        break;
    }
    case CODE_PASS_S:
        sums_memory(program, MAP, in->c).arguments[(size_t)in->b * BLOCK_SIZE] = *REGISTER(in->a);
        break;
    case CODE_SUMS:
        RUN_SUMS;
        break;
    case CODE_TAKE: {
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
    default:
        run_generic(program, in, REGISTER(in->d), REGISTER(in->a), REGISTER(in->b), REGISTER(in->c),
                    LANE_COUNT);
    }
}

#undef TWINS
#undef FORM
#undef UNIFORM
