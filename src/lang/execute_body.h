/* The executor's loop over instructions; execute.c includes it once for a single lane (with SINGLE
 * defined) and once for a block of lanes. Before that it defines REGISTER(r), the numbers of a
 * register, and LANES, the loop over them with index i; `program`, the first of its instructions to
 * run, `in`, and `rounds`, the counters of the loops, are there. No include guard: deliberate. */

#define RESULT double *const d = REGISTER(in->d)
#define OPERAND(name) const double *const name = REGISTER(in->name)

#ifdef SINGLE

/* A twin is done here, and its second instruction as if it came alone. There are no forms for
 * uniform operands. */
#define TWINS(code, statement)                                                                     \
    case CODE_TWIN + code:                                                                         \
        statement;                                                                                 \
        in++;                                                                                      \
        FALL_THROUGH;                                                                              \
    case code:                                                                                     \
        statement;                                                                                 \
        break;

/* Of operands that there are not it reads register 0, in vain. */
#define SINGLE_FORM(expression)                                                                    \
    {                                                                                              \
        const double x = file[in->a], y = file[in->b], z = file[in->c];                            \
        (void)y, (void)z;                                                                          \
        file[in->d] = (expression);                                                                \
    }
#define SINGLE_PRODUCTS(expression)                                                                \
    {                                                                                              \
        const double p = file[in->a] * file[in->b], q = file[in->c] * file[in->e];                 \
        file[in->d] = (expression);                                                                \
    }

#define UNARY(code, expression) TWINS(code, SINGLE_FORM(expression))
#define BINARY_VV(code, expression) UNARY(code, expression)
#define COMMUTATIVE(name, expression) UNARY(name##_VV, expression)
#define BINARY(name, expression) UNARY(name##_VV, expression)
#define TERNARY(name, expression) UNARY(name##_VVV, expression)
#define PRODUCTS(name, expression) TWINS(name##_VVVV, SINGLE_PRODUCTS(expression))
#define PRODUCTS_VSVV(name, expression)

#else

#define UNARY(code, expression)                                                                    \
    case code: {                                                                                   \
        RESULT;                                                                                    \
        OPERAND(a);                                                                                \
        LANES                                                                                      \
        {                                                                                          \
            const double x = a[i];                                                                 \
            d[i] = (expression);                                                                   \
        }                                                                                          \
        break;                                                                                     \
    }

/* x and y as given: from lanes or from before the loop. */
#define BINARY_FORM(code, first, second, expression)                                               \
    case code: {                                                                                   \
        RESULT;                                                                                    \
        OPERAND(a);                                                                                \
        OPERAND(b);                                                                                \
        const double a0 = *a, b0 = *b;                                                             \
        (void)a0, (void)b0;                                                                        \
        LANES                                                                                      \
        {                                                                                          \
            const double x = first, y = second;                                                    \
            d[i] = (expression);                                                                   \
        }                                                                                          \
        break;                                                                                     \
    }

/* The first operand is a lane register, the others are read as given. */
#define TERNARY_FORM(code, second, third, expression)                                              \
    case code: {                                                                                   \
        RESULT;                                                                                    \
        OPERAND(a);                                                                                \
        OPERAND(b);                                                                                \
        OPERAND(c);                                                                                \
        const double b0 = *b, c0 = *c;                                                             \
        (void)b0, (void)c0;                                                                        \
        LANES                                                                                      \
        {                                                                                          \
            const double x = a[i], y = second, z = third;                                          \
            d[i] = (expression);                                                                   \
        }                                                                                          \
        break;                                                                                     \
    }

/* Sums of two products p and q. */
#define PRODUCTS_FORM(code, second, fourth, expression)                                            \
    case code: {                                                                                   \
        RESULT;                                                                                    \
        OPERAND(a);                                                                                \
        OPERAND(b);                                                                                \
        OPERAND(c);                                                                                \
        OPERAND(e);                                                                                \
        const double b0 = *b, e0 = *e;                                                             \
        (void)b0, (void)e0;                                                                        \
        LANES                                                                                      \
        {                                                                                          \
            const double p = a[i] * second, q = c[i] * fourth;                                     \
            d[i] = (expression);                                                                   \
        }                                                                                          \
        break;                                                                                     \
    }

#define BINARY_VV(name, expression) BINARY_FORM(name, a[i], b[i], expression)

#define COMMUTATIVE(name, expression)                                                              \
    BINARY_FORM(name##_VV, a[i], b[i], expression)                                                 \
    BINARY_FORM(name##_VS, a[i], b0, expression)
#define BINARY(name, expression)                                                                   \
    COMMUTATIVE(name, expression)                                                                  \
    BINARY_FORM(name##_SV, a0, b[i], expression)
#define TERNARY(name, expression)                                                                  \
    TERNARY_FORM(name##_VVV, b[i], c[i], expression)                                               \
    TERNARY_FORM(name##_VSV, b0, c[i], expression)                                                 \
    TERNARY_FORM(name##_VVS, b[i], c0, expression)                                                 \
    TERNARY_FORM(name##_VSS, b0, c0, expression)
#define PRODUCTS(name, expression)                                                                 \
    PRODUCTS_FORM(name##_VVVV, b[i], e[i], expression)                                             \
    PRODUCTS_FORM(name##_VVVS, b[i], e0, expression)                                               \
    PRODUCTS_FORM(name##_VSVS, b0, e0, expression)
/* A sum has its uniform factor last. */
#define PRODUCTS_VSVV(name, expression) PRODUCTS_FORM(name##_VSVV, b0, e[i], expression)

#endif

for (;; in++) {
    switch (in->code) {
    case CODE_END:
        return;
        UNARY(CODE_COPY, x)
    case CODE_FILL: {
        RESULT;
        OPERAND(a);
        const double x = *a;
        LANES
        {
            d[i] = x;
        }
        break;
    }
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
        PRODUCTS(CODE_MULADDMUL, p + q)
        PRODUCTS(CODE_MULSUBMUL, p - q)
        PRODUCTS_VSVV(CODE_MULSUBMUL, p - q)
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

#undef RESULT
#undef OPERAND
#undef TWINS
#undef SINGLE_FORM
#undef SINGLE_PRODUCTS
#undef BINARY_FORM
#undef TERNARY_FORM
#undef PRODUCTS_FORM
#undef UNARY
#undef BINARY_VV
#undef COMMUTATIVE
#undef BINARY
#undef TERNARY
#undef PRODUCTS
#undef PRODUCTS_VSVV
