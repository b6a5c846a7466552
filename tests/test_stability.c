/* Whether a rule would come to rest: eigenvalues of any matrix, then of rules, against tables that
 * were made without the program, characteristic polynomials, and rules worked out by hand. */

#include "base/eigen.h"
#include "command/script.h"
#include "lab/spectrum.h"
#include "numbers.h"
#include "session/session.h"
#include "suite.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct session *session;

static void set_up(void)
{
    session = session_new();
}

static void tear_down(void)
{
    session_free(session);
}

static void run(const char *command)
{
    struct error error;
    ck_assert_msg(command_execute(session, command, &error), "%s: %s", command, error.text);
}

static void runf(const char *format, ...)
{
    char line[4000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    run(line);
}

static struct spectrum spectrum_at(double x, double y)
{
    return lab_spectrum(session->lab, session->sim, 0, &(struct point){x, y});
}

static struct spectrum spectrum_here(void)
{
    return lab_spectrum(session->lab, session->sim, 0, NULL);
}

static void step(int count)
{
    while (count-- > 0)
        sim_step(session->sim);
}

static double random_number(double low, double high)
{
    return low + (high - low) * (double)(random_bits() >> 11) * 0x1p-53;
}

/* --- eigenvalues --- */

/* How far the nearest of some values is. */
static double distance_to(struct eigenvalue value, const struct eigenvalue *values, int count)
{
    double least = HUGE_VAL;
    for (int i = 0; i < count; i++)
        least = fmin(least, hypot(values[i].re - value.re, values[i].im - value.im));
    return least;
}

/* The matrix whose eigenvalues are the roots of zⁿ + c[n-1] zⁿ⁻¹ + ... + c[0]. */
static void write_companion(double *matrix, const double *c, int size)
{
    memset(matrix, 0, sizeof *matrix * (size_t)(size * size));
    for (int i = 0; i < size; i++) {
        matrix[i * size + size - 1] = -c[i];
        if (i > 0)
            matrix[i * size + i - 1] = 1;
    }
}

static void multiply_root(double *c, int degree, double by, double square)
{
    /* (zⁿ + ...)(z² + by z + square), or of one degree with square NaN: (z + by). */
    bool pair = !isnan(square);
    double whole[EIGEN_MAX + 1] = {0}, result[EIGEN_MAX + 3] = {0};
    memcpy(whole, c, sizeof *c * (size_t)degree);
    whole[degree] = 1;
    for (int i = 0; i <= degree; i++) {
        result[i + (pair ? 2 : 1)] += whole[i];
        result[i + (pair ? 1 : 0)] += by * whole[i];
        if (pair)
            result[i] += square * whole[i];
    }
    memcpy(c, result, sizeof *c * (size_t)(degree + (pair ? 2 : 1)));
}

START_TEST(companions)
{
    enum { ROUNDS = 400 };
    random_state = 18;
    double worst = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double c[16] = {0}, matrix[256];
        struct eigenvalue known[16], values[16];
        int degree = 0, wanted = 2 + round % 6;
        while (degree < wanted) {
            double re = random_number(-1.5, 1.5), im = random_number(0.2, 1.5);
            bool pair = random_bits() & 1 && degree + 2 <= wanted;
            struct eigenvalue one = {re, pair ? im : 0};
            if (distance_to(one, known, degree) < 0.2)
                continue;
            multiply_root(c, degree, pair ? -2 * re : -re, pair ? re * re + im * im : (double)NAN);
            known[degree++] = one;
            if (pair)
                known[degree++] = (struct eigenvalue){re, -im};
        }
        write_companion(matrix, c, degree);
        ck_assert(eigen_find(matrix, degree, values));
        for (int i = 0; i < degree; i++)
            worst = fmax(worst, fmax(distance_to(known[i], values, degree),
                                     distance_to(values[i], known, degree)));
    }
    printf("companion matrices: %d, roots within %.1e\n", ROUNDS, worst);
    ck_assert(worst < 1e-10);
}
END_TEST

/* Blocks that are known, turned by reflections, of all sizes that there may be. */
static double turned_blocks(int size)
{
    static double matrix[EIGEN_MAX * EIGEN_MAX];
    static struct eigenvalue known[EIGEN_MAX], values[EIGEN_MAX];
    memset(matrix, 0, sizeof matrix);
    for (int i = 0; i < size; i++) {
        bool pair = i % 3 == 0 && i + 1 < size;
        double re = random_number(-1, 1), im = random_number(0, 1);
        for (int k = 0; k < (pair ? 2 : 1); k++) {
            matrix[(i + k) * size + i + k] = re;
            known[i + k] = (struct eigenvalue){re, pair ? k ? -im : im : 0};
        }
        if (pair) {
            matrix[i * size + i + 1] = im;
            matrix[(i + 1) * size + i] = -im;
            i++;
        }
    }
    for (int turn = 0; turn < 4; turn++) {
        double v[EIGEN_MAX], squares = 0;
        for (int i = 0; i < size; i++)
            v[i] = random_number(-1, 1), squares += v[i] * v[i];
        for (int side = 0; side < 2; side++)
            for (int k = 0; k < size; k++) {
                double sum = 0;
                for (int i = 0; i < size; i++)
                    sum += v[i] * (side ? matrix[k * size + i] : matrix[i * size + k]);
                for (int i = 0; i < size; i++)
                    *(side ? &matrix[k * size + i] : &matrix[i * size + k]) -=
                        2 / squares * sum * v[i];
            }
    }
    double worst = 0;
    ck_assert(eigen_find(matrix, size, values));
    for (int i = 0; i < size; i++)
        worst = fmax(
            worst, fmax(distance_to(known[i], values, size), distance_to(values[i], known, size)));
    return worst;
}

START_TEST(large_matrices)
{
    double worst = 0;
    random_state = 66;
    for (int size = 1; size <= EIGEN_MAX; size += size < 12 ? 1 : 17)
        worst = fmax(worst, turned_blocks(size));
    worst = fmax(worst, turned_blocks(EIGEN_MAX));
    ck_assert_msg(worst < 1e-11, "%.1e", worst);
}
END_TEST

START_TEST(odd_matrices)
{
    struct eigenvalue values[4];
    double zero[16] = {0}, circle[16] = {0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};
    double scaled[4] = {0.5, 1e-12, 1e12, 0.5}, broken[4] = {1, (double)NAN, 0, 1};
    ck_assert(eigen_find(zero, 4, values));
    ck_assert(eigen_radius(values[0]) == 0);
    ck_assert(
        eigen_find(circle, 4, values)); /* the fourth roots of 1: no shift is at first better */
    for (int i = 0; i < 4; i++)
        ck_assert_double_eq_tol(eigen_radius(values[i]), 1, 1e-12);
    ck_assert(eigen_find(scaled, 2, values));
    ck_assert_double_eq_tol(values[0].re, 1.5, 1e-12);
    ck_assert_double_eq_tol(values[1].re, -0.5, 1e-12);
    ck_assert(!eigen_find(broken, 2, values));
}
END_TEST

/* --- tables --- */

enum { FIELDS_MAX = 32 };

/* A line, cut at its tabs. Returns how many fields it has. */
static int read_fields(FILE *file, char *line, int size, char *fields[FIELDS_MAX])
{
    int count = 0;
    if (!fgets(line, size, file))
        return 0;
    line[strcspn(line, "\n")] = '\0';
    for (char *field = line; field && count < FIELDS_MAX;) {
        fields[count++] = field;
        field = strchr(field, '\t');
        if (field)
            *field++ = '\0';
    }
    return count;
}

static FILE *open_table(const char *name)
{
    char path[100];
    snprintf(path, sizeof path, "tests/stability/%s", name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "there is no %s", path);
    return file;
}

static int read_values(char *text, struct eigenvalue *values)
{
    int count = 0;
    for (char *at = text, *end; *at; at = end + strspn(end, "i "), count++) {
        values[count].re = strtod(at, &end);
        values[count].im = strtod(end, &end);
    }
    return count;
}

/* Whether two of them lie within 1e-4, where rounding decides many digits. */
static bool are_close(const struct eigenvalue *values, int count)
{
    bool close = false;
    for (int i = 0; i < count; i++)
        for (int k = 0; k < i; k++)
            close |= hypot(values[i].re - values[k].re, values[i].im - values[k].im) < 1e-4;
    return close;
}

/* How far each of one list is from the other one, but for those that are 0. */
static double mismatch(const struct eigenvalue *a, int count, const struct eigenvalue *b, int other)
{
    double worst = 0;
    for (int i = 0; i < count; i++)
        if (eigen_radius(a[i]) > 1e-7)
            worst = fmax(worst, distance_to(a[i], b, other));
    return worst;
}

static void set_rule(const char *rule, char *parameters)
{
    if (strcmp(rule, "ema") == 0)
        runf("optimizer m = (%s)*m + (1 - (%s))*g; theta -= eta*m", strchr(parameters, '=') + 1,
             strchr(parameters, '=') + 1);
    else
        runf("optimizer %s %s", rule, *parameters == '-' ? "" : parameters);
}

START_TEST(radius_table)
{
    FILE *file = open_table("radius.tsv");
    char line[4000], *f[FIELDS_MAX], surface[200] = "";
    int rows = 0, close = 0;
    double worst = 0, worst_close = 0, worst_value = 0, worst_curvature = 0;
    read_fields(file, line, sizeof line, f);
    for (; read_fields(file, line, sizeof line, f) == 11; rows++) {
        struct eigenvalue known[16];
        if (strcmp(surface, f[0]) != 0)
            runf("surface %s", f[0]);
        snprintf(surface, sizeof surface, "%s", f[0]);
        set_rule(f[5], f[7]);
        runf("eta %s", f[6]);
        struct spectrum spectrum = spectrum_at(strtod(f[1], NULL), strtod(f[2], NULL));
        int count = read_values(f[10], known);
        bool near = are_close(known, count);
        double off = fabs(spectrum.radius - strtod(f[8], NULL));
        ck_assert_int_eq(spectrum.gap, SPECTRUM_WHOLE);
        ck_assert_msg(strcmp(settling_words[spectrum.settling], f[9]) == 0,
                      "%s %s %s %s: %s, not %s", f[0], f[5], f[6], f[7],
                      settling_words[spectrum.settling], f[9]);
        ck_assert_msg(off <= (near ? 1e-6 : 1e-10), "%s %s %s %s: %.17g, not %s", f[0], f[5], f[6],
                      f[7], spectrum.radius, f[8]);
        double apart = fmax(mismatch(known, count, spectrum.values, spectrum.count),
                            mismatch(spectrum.values, spectrum.count, known, count));
        ck_assert_msg(apart <= (near ? 1e-6 : 1e-10), "%s %s %s %s: %.1e", f[0], f[5], f[6], f[7],
                      apart);
        close += near;
        worst = near ? worst : fmax(worst, off);
        worst_close = near ? fmax(worst_close, off) : worst_close;
        worst_value = near ? worst_value : fmax(worst_value, apart);
        worst_curvature =
            fmax(worst_curvature, fabs(spectrum.curvature.low / strtod(f[3], NULL) - 1));
        worst_curvature =
            fmax(worst_curvature, fabs(spectrum.curvature.high / strtod(f[4], NULL) - 1));
    }
    fclose(file);
    printf("radius.tsv: %d rows; radius within %.1e (%d with close eigenvalues: %.1e), eigenvalues "
           "within %.1e, curvatures %.1e\n",
           rows, worst, close, worst_close, worst_value, worst_curvature);
    ck_assert_int_eq(rows, 300);
    ck_assert(worst_curvature < 1e-10);
}
END_TEST

/* The learning rate at which the ball's rule diverges, found by its eigenvalues. */
static double border_of(const struct spectrum *spectrum)
{
    return spectrum->edge / spectrum->curvature.high;
}

static void assert_near(double value, double wanted, double tolerance, double *worst,
                        const char *what)
{
    double off = fabs(value / wanted - 1);
    *worst = fmax(*worst, off);
    ck_assert_msg(off <= tolerance, "%s: %.17g, not %.17g", what, value, wanted);
}

/* The columns of a rule: its border, and the radius at shares of that. */
static void check_border(const char *rule, char *const *f, int border, int first, double *worst,
                         double *worst_radius)
{
    static const double shares[] = {0.25, 0.5, 0.9, 0.99, 1.01, 1.5};
    double at = strtod(f[border], NULL);
    runf("optimizer %s momentum=%s", rule, f[4]);
    runf("eta %.17g", 0.3 * at);
    struct spectrum spectrum = spectrum_here();
    ck_assert(spectrum.known);
    assert_near(border_of(&spectrum), at, 1e-9, worst, rule);
    for (int i = 0; i < 6; i++) {
        runf("eta %.17g", shares[i] * at);
        spectrum = spectrum_here();
        bool close = are_close(spectrum.values, spectrum.count);
        double off = fabs(spectrum.radius - strtod(f[first + i], NULL));
        ck_assert_msg(off <= (close ? 1e-6 : 1e-10), "%s %s %s, %g of the border: %.17g, not %s",
                      f[0], rule, f[4], shares[i], spectrum.radius, f[first + i]);
        *worst_radius = close ? *worst_radius : fmax(*worst_radius, off);
    }
}

START_TEST(border_table)
{
    FILE *file = open_table("border.tsv");
    char line[4000], *f[FIELDS_MAX];
    int rows = 0;
    double worst = 0, worst_radius = 0, worst_best = 0;
    read_fields(file, line, sizeof line, f);
    for (; read_fields(file, line, sizeof line, f) == 25; rows++) {
        runf("surface %s", f[0]);
        struct spectrum spectrum = spectrum_here();
        struct best_numbers best = best_numbers(spectrum.curvature.low, spectrum.curvature.high);
        const double found[] = {
            spectrum.curvature.low, spectrum.curvature.high, spectrum.kappa, best.eta, best.rate,
            best.heavy_eta,         best.momentum,           best.heavy};
        static const int places[] = {1, 2, 3, 5, 6, 7, 8, 9};
        for (int i = 0; i < 8; i++)
            assert_near(found[i], strtod(f[places[i]], NULL), 1e-9, &worst_best, f[0]);
        check_border("sgd", f, 11, 13, &worst, &worst_radius);
        check_border("nesterov", f, 12, 19, &worst, &worst_radius);
        check_border("nag", f, 12, 19, &worst, &worst_radius);
        check_border("torch-nesterov", f, 12, 19, &worst, &worst_radius);
    }
    fclose(file);
    printf("border.tsv: %d rows; borders within %.1e, radii %.1e, best numbers %.1e\n", rows, worst,
           worst_radius, worst_best);
    ck_assert_int_eq(rows, 80);
}
END_TEST

/* --- theory --- */

/* A quadratic with these curvatures, turned by chance. */
static void set_quadratic(double low, double high)
{
    double angle = random_number(0, 3.2), c = cos(angle), s = sin(angle);
    runf("surface 0.5*(%.17g*x^2 + 2*(%.17g)*x*y + %.17g*y^2)", low * c * c + high * s * s,
         (low - high) * c * s, low * s * s + high * c * c);
}

START_TEST(random_borders)
{
    enum { QUADRATICS = 50 };
    double worst = 0;
    random_state = 50;
    for (int i = 0; i < QUADRATICS; i++) {
        double high = exp(random_number(-3, 5)), momentum = random_number(0, 0.98);
        set_quadratic(high / exp(random_number(0, 7)), high);
        const struct {
            const char *rule;
            double product;
        } rules[] = {{"sgd", 2 * (1 + momentum)},
                     {"nesterov", 2 * (1 + momentum) / (1 + 2 * momentum)},
                     {"nag", 2 * (1 + momentum) / (1 + 2 * momentum)},
                     {"torch-nesterov", 2 * (1 + momentum) / (1 + 2 * momentum)},
                     {"torch-sgd", 2 * (1 + momentum)}};
        for (size_t k = 0; k < sizeof rules / sizeof *rules; k++) {
            runf("optimizer %s momentum=%.17g", rules[k].rule, momentum);
            runf("eta %.17g", rules[k].product / high * random_number(0.05, 3));
            struct spectrum spectrum = spectrum_here();
            assert_near(border_of(&spectrum), rules[k].product / high, 1e-9, &worst, rules[k].rule);
        }
        runf("optimizer adam eps=1");
        runf("eta %.17g", 1 / high);
        struct spectrum spectrum = spectrum_here();
        assert_near(spectrum.edge, 38, 1e-9, &worst, "adam");
        run("optimizer newton");
        runf("eta 0.7");
        spectrum = spectrum_here();
        assert_near(spectrum.edge, 2, 1e-9, &worst, "newton");
        assert_near(spectrum.swing, 1, 1e-5, &(double){0}, "newton swings");
    }
    printf("borders on %d random quadratics: within %.1e\n", QUADRATICS, worst);
}
END_TEST

/* --- rules worked out by hand --- */

/* How far a polynomial, highest power first, is from 0 at each eigenvalue; each of them is told
 * from the other curvature's by its own polynomial: the product of both must vanish. */
static double residual(const struct spectrum *spectrum, const double *a, const double *b,
                       int degree)
{
    double worst = 0;
    for (int i = 0; i < spectrum->count; i++) {
        double least = HUGE_VAL;
        const double *both[] = {a, b};
        for (int k = 0; k < 2; k++) {
            double re = 0, im = 0, size = 0;
            for (int j = 0; j <= degree; j++) {
                double next =
                    re * spectrum->values[i].re - im * spectrum->values[i].im + both[k][j];
                im = re * spectrum->values[i].im + im * spectrum->values[i].re;
                re = next;
                size = size * eigen_radius(spectrum->values[i]) + fabs(both[k][j]);
            }
            least = fmin(least, hypot(re, im) / size);
        }
        worst = fmax(worst, least);
    }
    return worst;
}

/* The heavy ball from its last place: z² - (1 + μ - ηλ) z + μ. */
START_TEST(place_before)
{
    run("surface ravine");
    run("optimizer d = theta - before; before = theta; theta += 0.6*d - eta*g");
    run("eta 0.03");
    struct spectrum spectrum = spectrum_here();
    const double a[] = {1, -(1.6 - 0.03 * 1), 0.6}, b[] = {1, -(1.6 - 0.03 * 25), 0.6};
    ck_assert_int_eq(spectrum.count, 4);
    ck_assert_int_eq(spectrum.frozen, 0);
    ck_assert(residual(&spectrum, a, b, 2) < 1e-14);
    ck_assert_double_eq_tol(spectrum.edge, 2 * 1.6, 1e-9);
}
END_TEST

/* Coordinate by coordinate (Gauss-Seidel): the second gradient is at the place where x has moved.
 */
START_TEST(coordinates_in_turn)
{
    run("surface 0.5*(x^2 + 4*y^2) + x*y");
    run("optimizer theta.x -= eta*g.x; theta.y -= eta*grad(theta).y");
    run("eta 0.2");
    struct spectrum spectrum = spectrum_here();
    double eta = 0.2;
    const double both[] = {1, -(2 - 5 * eta + eta * eta), (1 - eta) * (1 - 4 * eta)};
    ck_assert_int_eq(spectrum.count, 2);
    ck_assert(residual(&spectrum, both, both, 2) < 1e-14);
    ck_assert_double_eq_tol(spectrum.values[0].re + spectrum.values[1].re, -both[1], 1e-14);
}
END_TEST

/* Momentum along x alone; m.y is the gradient, and what it was does not matter. */
START_TEST(state_by_component)
{
    run("surface ravine");
    run("optimizer m.x = 0.5*m.x + g.x; m.y = g.y; theta -= eta*m");
    run("eta 0.03");
    struct spectrum spectrum = spectrum_here();
    double middle = (1.5 - 0.03) / 2, away = sqrt(middle * middle - 0.5);
    const struct eigenvalue roots[] = {
        {middle + away, 0}, {middle - away, 0}, {1 - 0.03 * 25, 0}, {0, 0}};
    ck_assert_int_eq(spectrum.count, 4);
    for (int i = 0; i < 4; i++)
        ck_assert(distance_to(roots[i], spectrum.values, spectrum.count) < 1e-14);
}
END_TEST

/* A mean of means: (z - 1)(z - 0.9)(z - 0.8) + 0.02 ηλ z². */
START_TEST(two_means)
{
    run("surface ravine");
    run("optimizer m = 0.9*m + 0.1*g; u = 0.8*u + 0.2*m; theta -= eta*u");
    run("eta 0.2");
    step(7); /* the state is not 0, its rest is */
    struct spectrum spectrum = spectrum_here();
    const double a[] = {1, -2.7 + 0.02 * 0.2 * 1, 2.42, -0.72};
    const double b[] = {1, -2.7 + 0.02 * 0.2 * 25, 2.42, -0.72};
    ck_assert_int_eq(spectrum.count, 6);
    ck_assert(residual(&spectrum, a, b, 3) < 1e-13);
}
END_TEST

/* Momentum over the root of a sum of squares: that stands as it is now, and divides η; with a
 * number that only counts, and one that follows another with delay. */
START_TEST(frozen_sum)
{
    run("surface ravine");
    run("optimizer s += g^2; count += 1; v = 0.5*v - eta*g/(sqrt(s) + 0.01); late = v; theta += v");
    run("eta 0.1");
    step(5);
    const struct mover *mover = &session->sim->balls[0]->mover;
    const struct formula_code *code = mover->recipe->rule->code;
    double s[2] = {0, 0};
    for (int i = 0; i < code->name_count; i++)
        if (strcmp(code->names[i].name, "s") == 0)
            memcpy(s, mover->state + code->names[i].index, sizeof s);
    ck_assert(s[0] > 0 && s[1] > 0);
    struct spectrum spectrum = spectrum_here();
    double a = 0.1 / (sqrt(s[0]) + 0.01) * 1, b = 0.1 / (sqrt(s[1]) + 0.01) * 25;
    const double at_x[] = {1, -(1.5 - a), 0.5, 0}, at_y[] = {1, -(1.5 - b), 0.5, 0};
    ck_assert_int_eq(spectrum.count, 4);
    ck_assert_int_eq(spectrum.frozen, 3);
    ck_assert(residual(&spectrum, at_x, at_y, 3) < 1e-13);
    ck_assert_double_eq_tol(spectrum.product, fmax(a, b), 1e-12);
    ck_assert_double_eq_tol(spectrum.edge, 3, 1e-9);
}
END_TEST

/* As many numbers of state as there may be, each with a decay of its own. */
START_TEST(all_state)
{
    char rule[3000] = "optimizer ", part[80];
    for (int i = 0; i < STATE_MAX / 2; i++) {
        snprintf(part, sizeof part, "m%c%c = %g*m%c%c + g; ", 'a' + i / 26, 'a' + i % 26,
                 0.1 + 0.025 * i, 'a' + i / 26, 'a' + i % 26);
        strcat(rule, part);
    }
    strcat(rule, "theta -= eta*maa");
    run("surface ravine");
    run(rule);
    run("eta 0.01");
    struct spectrum spectrum = spectrum_here();
    ck_assert_int_eq(spectrum.count, 2 + STATE_MAX);
    for (int i = 1; i < STATE_MAX / 2; i++)
        ck_assert(distance_to((struct eigenvalue){0.1 + 0.025 * i, 0}, spectrum.values,
                              spectrum.count) < 1e-10);
    const double a[] = {1, -(1.1 - 0.01), 0.1}, b[] = {1, -(1.1 - 0.25), 0.1};
    struct eigenvalue roots[2] = {{(-a[1] + sqrt(a[1] * a[1] - 0.4)) / 2, 0},
                                  {(-b[1] + sqrt(b[1] * b[1] - 0.4)) / 2, 0}};
    for (int i = 0; i < 2; i++)
        ck_assert(distance_to(roots[i], spectrum.values, spectrum.count) < 1e-10);
}
END_TEST

/* What the rule reads of the gradient decides, wherever its m is at present. */
START_TEST(surprise_is_frozen)
{
    run("surface ravine");
    run("optimizer adabelief");
    run("eta 0.05");
    step(20);
    struct spectrum spectrum = spectrum_here();
    ck_assert_int_eq(spectrum.gap, SPECTRUM_WHOLE);
    ck_assert_int_eq(spectrum.count, 4);
    ck_assert_int_eq(spectrum.frozen, 2);
    ck_assert_double_eq_tol(spectrum.edge, 38, 1e-9);
}
END_TEST

/* --- why there is none --- */

static const struct {
    const char *rule;
    enum spectrum_gap gap;
} gap_cases[] = {
    {"signsgd", SPECTRUM_CORNER},
    {"lion", SPECTRUM_CORNER},
    {"signum", SPECTRUM_CORNER},
    {"rprop", SPECTRUM_CORNER},
    {"sam", SPECTRUM_BRANCHES},
    {"polyak", SPECTRUM_BRANCHES},
    {"barzilai-borwein", SPECTRUM_BRANCHES},
    {"lbfgs", SPECTRUM_BRANCHES},
    {"armijo", SPECTRUM_SEARCHES},
    {"cg", SPECTRUM_SEARCHES},
    {"bfgs", SPECTRUM_SEARCHES},
    {"newton-damped", SPECTRUM_SEARCHES},
    {"adam", SPECTRUM_UNBEGUN},
    {"rmsprop", SPECTRUM_UNBEGUN},
    {"adagrad", SPECTRUM_UNBEGUN},
    {"yogi", SPECTRUM_UNBEGUN}, /* whose eps is no small one */
    {"adabelief", SPECTRUM_UNBEGUN},
    {"adadelta", SPECTRUM_UNBEGUN},
    {"adam eps=1", SPECTRUM_WHOLE},
    {"theta -= eta*abs(g)", SPECTRUM_CORNER},
    {"theta -= eta*abs(g)*g", SPECTRUM_WHOLE},
    {"theta -= eta*where(norm(g) > 1, g/norm(g), g)", SPECTRUM_WHOLE},
    {"theta -= eta*g*min(1, 1/norm(g))", SPECTRUM_WHOLE},
    {"theta -= eta*g/norm(g)", SPECTRUM_INFINITE},
    {"theta -= eta*where(n < 10, 2*g, g)", SPECTRUM_WHOLE},
    {"theta -= eta*g*log(f)", SPECTRUM_INFINITE},
};

START_TEST(gaps)
{
    run("surface ravine");
    runf("optimizer %s", gap_cases[_i].rule);
    struct spectrum spectrum = spectrum_here();
    ck_assert_msg(spectrum.gap == gap_cases[_i].gap, "%s: %s", gap_cases[_i].rule,
                  spectrum_gap_rows[spectrum.gap].word);
    ck_assert_double_eq_tol(spectrum.kappa, 25, 1e-9);
}
END_TEST

/* At a corner of the ground itself, and where there is none. */
/* Of a flat valley there is no nearest minimum but a place of it: the ball would come to rest
 * across it, and the border is that. */
static const struct {
    const char *surface;
    double x, y, high;
} valleys[] = {
    {"x^2", 0, 1.5, 2},
    {"(x^2 + y^2 - 1)^2", -0.8, 0.6, 8},
    {"3*(x - y)^2", -0.25, -0.25, 12},
};

START_TEST(flat_valleys)
{
    runf("surface %s", valleys[_i].surface);
    runf("start %.17g, %.17g", _i == 1 ? -1.6 : -2, _i == 1 ? 1.2 : 1.5);
    run("optimizer nesterov momentum=0.5");
    run("eta 0.01");
    struct spectrum spectrum = spectrum_here();
    ck_assert(spectrum.is_valley && !spectrum.is_minimum);
    ck_assert_double_eq_tol(spectrum.place.x, valleys[_i].x, 1e-9);
    ck_assert_double_eq_tol(spectrum.place.y, valleys[_i].y, 1e-9);
    ck_assert_double_eq_tol(spectrum.curvature.high, valleys[_i].high, 1e-9);
    ck_assert_double_eq_tol(spectrum.radius, 1, 1e-9);
    ck_assert_int_eq(spectrum.settling, SETTLING_EDGE);
    ck_assert_double_eq_tol(spectrum.edge, 1.5, 1e-9); /* 2(1 + mu)/(1 + 2mu) */
}
END_TEST

START_TEST(ground)
{
    run("surface abs(x) + y^2");
    struct spectrum spectrum = spectrum_at(0, 0);
    ck_assert_int_eq(spectrum.gap, SPECTRUM_CORNER);
    run("surface log(x) + y^2");
    spectrum = spectrum_at(-1, 0);
    ck_assert_int_eq(spectrum.gap, SPECTRUM_NO_PLACE);
    run("surface himmelblau");
    spectrum = spectrum_here();
    ck_assert(spectrum.is_minimum);
    run("surface x^2 - y^2"); /* no minimum: where the ball is */
    run("start 0.5, 0.25");
    spectrum = spectrum_here();
    ck_assert(!spectrum.is_minimum);
    ck_assert(spectrum.place.x == 0.5 && spectrum.place.y == 0.25);
    ck_assert_int_eq(spectrum.settling, SETTLING_DIVERGING);
    ck_assert(isnan(spectrum.kappa));
}
END_TEST

/* Pieces do not change a bit of it, whenever there is time for them. */
static bool always_late(void *context)
{
    (void)context;
    return true;
}

START_TEST(in_slices)
{
    run("surface himmelblau");
    run("optimizer nesterov");
    struct spectrum whole = spectrum_here(), sliced;
    struct lab *lab = lab_new();
    int frames = 0;
    do {
        lab_set_limit(lab, always_late, NULL);
        sliced = lab_spectrum(lab, session->sim, 0, NULL);
        ck_assert_int_eq(sliced.gap, SPECTRUM_WHOLE);
        ck_assert(sliced.radius == whole.radius);
    } while (!sliced.known && ++frames < 1000);
    lab_free(lab);
    ck_assert_int_gt(frames, 10);
    ck_assert(sliced.edge == whole.edge && sliced.swing == whole.swing);
}
END_TEST

/* --- in conditions --- */

START_TEST(what_conditions_ask)
{
    static const char *const lines[] = {
        "surface ravine",
        "optimizer sgd momentum=0.9", /* its edge is 2*(1 + 0.9) */
        "eta 0.01",
        "expect abs(ruler_edge(1) - 3.8) < 1e-9 and abs(ruler(1) - 0.25) < 1e-12",
        "expect period(1) == 0 and not chaotic(1)",
        "optimizer adam eps=1",
        "expect abs(ruler_edge(1) - 38) < 1e-9",
        "optimizer lion",
        "expect not (ruler_edge(1) > 0) and not (ruler(1) >= 0)",
        "surface (x^2 - 1)^2/4 + 0*y on [-2,2]",
        "start 0.3, 0",
        "optimizer sgd",
        "eta 1.26",
        "ball sgd eta=1.5",
        "ball sgd eta=0.5",
        "step 1000",
        "expect period(1) == 4 and period(2) == 0 and period(3) == 1",
        "expect not chaotic(1) and chaotic(2) and not chaotic(3)",
        "remove 3",
        "remove 2",
        "surface abs(x)^3 + |y|", /* a kink is no chaos: it creeps along x */
        "eta 0.1",
        "at 5 eta 0.01",
        "step 1000",
        "expect not chaotic(1)",
    };
    struct error error;
    int number;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        ck_assert_msg(command_execute(session, lines[i], &error), "%s: %s", lines[i], error.text);
        ck_assert(script_work(session, NULL, &error, &number));
    }
}
END_TEST

/* --- the mode --- */

START_TEST(mode)
{
    const char *program = getenv("OVERSHOOT") ? getenv("OVERSHOOT") : "./overshoot";
    char line[2000], out[4000];
    snprintf(line, sizeof line,
             "'%s' stability -e 'surface ravine' -e 'eta 0.072' -e 'ball adam' --at 0,0", program);
    FILE *pipe = popen(line, "r");
    ck_assert_ptr_nonnull(pipe);
    out[fread(out, 1, sizeof out - 1, pipe)] = '\0';
    ck_assert_int_eq(pclose(pipe), 0);
    ck_assert_str_eq(out, "ball,x,y,lambda_min,lambda_max,kappa,rho,word,eigenvalues\n"
                          "1,0,0,1,25,25,0.92800000000000005,settles oscillating,"
                          "0.92800000000000005+0i -0.79999999999999982+0i 0+0i 0+0i\n"
                          "2,0,0,1,25,25,,none: not begun,\n");
}
END_TEST

/* Where a place that is asked for is none at which a ball could rest, standard error says so. */
START_TEST(no_minimum)
{
    static const struct {
        const char *arguments, *said; /* "": nothing */
    } cases[] = {
        {"-e 'surface ravine' --at 1,1",
         "overshoot: ball 1: 1, 1 is no minimum: its slope of 25 is left out of the numbers\n"},
        {"-e 'surface himmelblau' --at -0.270845,-0.923039",
         "overshoot: ball 1: -0.270845, -0.923039 is no minimum: the ground bends downwards "
         "there\n"},
        {"-e 'surface himmelblau' --at -2.80512,3.13131", ""}, /* but for rounding */
        {"-e 'surface ravine' --at 0,0", ""},
    };
    const char *program = getenv("OVERSHOOT") ? getenv("OVERSHOOT") : "./overshoot";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[2000], out[4000];
        snprintf(line, sizeof line, "'%s' stability %s 2>&1 >/dev/null", program,
                 cases[i].arguments);
        FILE *pipe = popen(line, "r");
        ck_assert_ptr_nonnull(pipe);
        out[fread(out, 1, sizeof out - 1, pipe)] = '\0';
        ck_assert_int_eq(pclose(pipe), 0);
        ck_assert_str_eq(out, cases[i].said);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stability");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, companions);
    tcase_add_test(tests, large_matrices);
    tcase_add_test(tests, odd_matrices);
    tcase_add_test(tests, radius_table);
    tcase_add_test(tests, border_table);
    tcase_add_test(tests, random_borders);
    tcase_add_test(tests, place_before);
    tcase_add_test(tests, coordinates_in_turn);
    tcase_add_test(tests, state_by_component);
    tcase_add_test(tests, two_means);
    tcase_add_test(tests, frozen_sum);
    tcase_add_test(tests, all_state);
    tcase_add_test(tests, surprise_is_frozen);
    tcase_add_table_test(tests, gaps, gap_cases);
    tcase_add_table_test(tests, flat_valleys, valleys);
    tcase_add_test(tests, ground);
    tcase_add_test(tests, in_slices);
    tcase_add_test(tests, what_conditions_ask);
    tcase_add_test(tests, mode);
    tcase_add_test(tests, no_minimum);
    return suite_run("stability", tests);
}
