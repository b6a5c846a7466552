/* `overshoot stability`: whether each ball's rule would come to rest, by the eigenvalues of its
 * update at the nearest minimum. */

#include "cli.h"

#include "../lab/critical.h"
#include "../lab/spectrum.h"

#include <math.h>

/* What a ball has no number for is empty. */
static void add_number(struct text *out, double value)
{
    text_add(out, ",");
    if (isfinite(value))
        text_add(out, "%.17g", value);
}

static void add_values(struct text *out, const struct spectrum *spectrum)
{
    add_number(out, spectrum->radius);
    text_add(out, ",%s,", settling_words[spectrum->settling]);
    for (int i = 0; i < spectrum->count; i++)
        text_add(out, "%s%.17g%+.17gi", i ? " " : "", spectrum->values[i].re,
                 spectrum->values[i].im);
}

static void add_ball(struct text *out, int ball, const struct spectrum *spectrum)
{
    const double numbers[] = {spectrum->place.x, spectrum->place.y, spectrum->curvature.low,
                              spectrum->curvature.high, spectrum->kappa};
    text_add(out, "%d", ball + 1);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        add_number(out, numbers[i]);
    if (spectrum->gap == SPECTRUM_WHOLE)
        add_values(out, spectrum);
    else
        text_add(out, ",,%s,", spectrum_gap_rows[spectrum->gap].word);
    text_add(out, "\n");
}

/* Where there is no minimum its numbers are those of a place that nobody asked for. */
static void tell_place(struct session *session, int ball, const struct spectrum *spectrum)
{
    const struct minima minima = lab_minima(session->lab, sim_problem(session->sim));
    struct text words = {0};
    text_add(
        &words, "overshoot: ball %d: %s, at %.6g, %.6g (--at X,Y says another place)\n", ball + 1,
        spectrum->is_valley
            ? "its valley is flat, each place of it a minimum: taken at one near the ball"
        : minima.many ? "there are too many minima to choose from: taken where the ball is"
                      : "no minimum was found on the surface's domain: taken where the ball is",
        spectrum->place.x, spectrum->place.y);
    cli_complain(&words);
}

/* Whether a minimum is farther away than a place is rounded as it is typed. */
static bool has_slope(const struct session *session, const struct spectrum *spectrum)
{
    static const double rounded = 1e-5;
    const struct region *domain = &sim_problem(session->sim)->domain;
    double bends = fmax(fabs(spectrum->curvature.low), fabs(spectrum->curvature.high));
    return spectrum->slope > session->sim->conditions.tolerance &&
           spectrum->slope > rounded * (domain->x1 - domain->x0) * bends;
}

/* A place that was asked for has eigenvalues whatever it is: where there is a slope no ball comes
 * to rest, and where the ground bends downwards none stays. */
static void tell_no_minimum(const struct session *session, int ball,
                            const struct spectrum *spectrum)
{
    struct text words = {0};
    bool slopes = has_slope(session, spectrum);
    if (!spectrum->has_ground || (!slopes && spectrum->curvature.low >= 0))
        return;
    text_add(&words, "overshoot: ball %d: %.6g, %.6g is no minimum: ", ball + 1, spectrum->place.x,
             spectrum->place.y);
    if (slopes)
        text_add(&words, "its slope of %.3g is left out of the numbers\n", spectrum->slope);
    else
        text_add(&words, "the ground bends downwards there\n");
    cli_complain(&words);
}

/* On a line the place is X, on a plane X,Y. */
static int check_place(const struct session *session, const struct options *options)
{
    struct error error;
    if (!options->has_place || !options->place_is_on_line ||
        problem_is_line(sim_problem(session->sim)))
        return DONE;
    error_set(&error, ERROR_NO_PLACE,
              "--at takes X,Y such as 1.5,-2: the surface has an x and a y");
    return cli_report(NULL, &error, WRONG);
}

int mode_stability(const struct options *options)
{
    struct session *session = session_new();
    struct text out = {0};
    int status = cli_prepare(session, options->arguments[0], options, true, -1, NULL);
    if (status == DONE && options->steps >= 0) {
        player_go_to(&session->player, options->steps);
        status = cli_finish(session, -1);
    }
    if (status == DONE)
        status = check_place(session, options);
    text_add(&out, "ball,x,y,lambda_min,lambda_max,kappa,rho,word,eigenvalues\n");
    bool line = problem_is_line(sim_problem(session->sim));
    const struct point place = {options->place.x, line ? 0 : options->place.y};
    for (int i = 0; status == DONE && i < session->sim->ball_count; i++) {
        const struct spectrum spectrum =
            lab_spectrum(session->lab, session->sim, i, options->has_place ? &place : NULL);
        add_ball(&out, i, &spectrum);
        if (!options->has_place && !spectrum.is_minimum)
            tell_place(session, i, &spectrum);
        if (options->has_place)
            tell_no_minimum(session, i, &spectrum);
    }
    if (status == DONE)
        status = cli_print(&out);
    else
        text_free(&out);
    return cli_close(session, status);
}
