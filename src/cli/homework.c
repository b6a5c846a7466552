/* Homework. What students hand in need not be trusted: it writes no file and reads none but data
 * that are beside the teacher's scene, and it is given up when it takes too long; how long that is
 * is counted in work, so that the points are the same on every machine. */

#include "homework.h"

#include "check.h"
#include "cli.h"

#include "../command/command.h"
#include "../front/clock.h"
#include "../output/json.h"

#include <math.h>
#include <string.h>

/* What is expected, and of which run. */
struct measure {
    const char *path; /* of the teacher's scene, as it is told */
    struct session *session;
    bool names_surface, names_start;
    int64_t end; /* the iteration at which all are judged */
    struct text *text;
    bool json;
};

struct marks {
    int points, of, files;
};

/* --- how long it may take --- */

enum { MOST_SLICES = 20000 }; /* each of a millisecond or so at most */

static bool is_out(void *context)
{
    int *slices = context;
    return ++*slices > MOST_SLICES;
}

/* --- one scene --- */

struct student {
    const struct measure *measure;
    const char *path;
    struct session *session;
    int points;
    int slices;
    struct text problems; /* what went wrong on the way, each in a line */
    struct text judged;   /* of each expectation, as JSON, or those that do not hold */
};

static void add_problem(struct student *student, int line, const struct error *error)
{
    struct text *text = &student->problems;
    text_add(text, "%s", text->length ? "\n" : "");
    if (line > 0)
        text_add(text, "line %d: ", line);
    text_add(text, "%s", error->text);
}

/* What has begun comes to its end; a command that fails does not keep others from being carried
 * out. False: it takes too long. */
static bool finish(struct student *student)
{
    struct session *session = student->session;
    const struct limits limits = {.late = is_out, .context = &student->slices};
    struct error error;
    int line;
    while (!clock_finish_within(session, &limits, &error, &line))
        if (student->slices <= MOST_SLICES)
            add_problem(student, line, &error);
    if (student->slices <= MOST_SLICES)
        return true;
    error_set(&error, ERROR_NO_PLACE,
              "no points: it takes too long, and was stopped at iteration %lld",
              (long long)session->sim->clock);
    add_problem(student, 0, &error);
    return false;
}

/* To where the teacher's run is judged. */
static bool run(struct student *student)
{
    struct session *session = student->session;
    if (!finish(student))
        return false;
    int64_t end = student->measure->end;
    player_pause(&session->player);
    player_go_to(&session->player, end);
    return finish(student);
}

static bool judge(struct student *student, const struct queued *expectation)
{
    const struct measure *measure = student->measure;
    const char *condition = expectation->command;
    struct text found = {0}, *out = &student->judged;
    struct error error;
    bool holds = false;
    bool judged = expect_judge(student->session, condition, &holds, &found, &error);
    const char *value = judged && found.length ? found.bytes : "";
    if (measure->json) {
        text_add(out, "%s{\"line\":%d,\"text\":", out->length ? "," : "", expectation->line);
        json_add_string(out, condition, strlen(condition));
        text_add(out, ",\"holds\":%s,\"%s\":", holds ? "true" : "false",
                 judged ? "value" : "error");
        json_add_string(out, judged ? value : error.text, strlen(judged ? value : error.text));
        text_add(out, "}");
    } else if (!holds) {
        text_add(out, "  %s:%d: expected %.200s; ", measure->path, expectation->line, condition);
        text_add(out, "%s%.250s\n", judged ? "found " : "",
                 !judged  ? error.text
                 : *value ? value
                          : "otherwise");
    }
    text_free(&found);
    return holds;
}

/* Whether both give the same values, however they are written. */
static bool is_same(const struct problem *a, const struct problem *b)
{
    enum { SIDE = 7, COUNT = SIDE * SIDE };
    double x[COUNT], y[COUNT], of_a[COUNT], of_b[COUNT];
    struct workspace workspace = {0};
    struct region part = a->domain;
    bool same = problem_is_line(a) == problem_is_line(b);
    region_square(&part);
    for (int i = 0; i < COUNT; i++) {
        x[i] = part.x0 + (i % SIDE + 0.37) / SIDE * (part.x1 - part.x0);
        y[i] = problem_is_line(a) ? 0 : part.y0 + (i / SIDE + 0.41) / SIDE * (part.y1 - part.y0);
    }
    problem_values(a, &workspace, x, y, of_a, COUNT);
    problem_values(b, &workspace, x, y, of_b, COUNT);
    for (int i = 0; i < COUNT; i++)
        same &= (isnan(of_a[i]) && isnan(of_b[i])) || of_a[i] == of_b[i] ||
                fabs(of_a[i] - of_b[i]) <= 1e-9 * fmax(fabs(of_a[i]), 1);
    workspace_free(&workspace);
    return same;
}

/* Where the teacher's scene names its surface, it is the one that is to be descended. */
static bool descends_it(struct student *student)
{
    const struct problem *own = sim_problem(student->session->sim);
    const struct problem *wanted = sim_problem(student->measure->session->sim);
    struct error error;
    if (!student->measure->names_surface || is_same(wanted, own))
        return true;
    error_set(&error, ERROR_NO_PLACE, "no points: its surface is not that of %.80s, but %.100s",
              student->measure->path, own->formula);
    add_problem(student, 0, &error);
    return false;
}

static bool is_near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), 1);
}

static struct point start_of(const struct sim *sim)
{
    const struct ball *first = sim->balls[0];
    return first->starts_apart ? first->start : sim->conditions.start;
}

/* Where the teacher's scene says where ball 1 starts, it is there that it is to start. */
static bool starts_there(struct student *student)
{
    const struct sim *sim = student->session->sim;
    struct point wanted = start_of(student->measure->session->sim), own = start_of(sim);
    struct error error;
    bool line = problem_is_line(sim_problem(sim));
    if (!student->measure->names_start ||
        (is_near(wanted.x, own.x) && (line || is_near(wanted.y, own.y))))
        return true;
    struct text places = {0};
    if (line)
        text_add(&places, "%.9g, here at %.9g", wanted.x, own.x);
    else
        text_add(&places, "%.9g, %.9g, here at %.9g, %.9g", wanted.x, wanted.y, own.x, own.y);
    error_set(&error, ERROR_NO_PLACE, "no points: in %.80s ball 1 starts at %.100s",
              student->measure->path, places.bytes);
    text_free(&places);
    add_problem(student, 0, &error);
    return false;
}

/* On the screen nothing that follows would ever have come. */
static bool comes_to_its_end(struct student *student)
{
    struct error error;
    if (!student->session->script.gave_up)
        return true;
    error_set(&error, ERROR_NO_PLACE, "no points: what follows would never come");
    add_problem(student, 0, &error);
    return false;
}

static void judge_all(struct student *student)
{
    const struct script *expects = &student->measure->session->script;
    bool counts =
        run(student) && comes_to_its_end(student) && descends_it(student) && starts_there(student);
    for (int i = 0; i < expects->expectation_count && counts; i++)
        student->points += judge(student, &expects->expectations[i]);
}

/* --- what is told --- */

static void tell(const struct student *student)
{
    const struct measure *measure = student->measure;
    struct text *text = measure->text;
    int of = measure->session->script.expectation_count;
    const char *rest = student->problems.bytes, *line;
    size_t length;
    text_add(text, "%s: %d of %d point%s\n", student->path, student->points, of,
             of == 1 ? "" : "s");
    while (rest && (line = text_next_line(&rest, &length)))
        text_add(text, "  %.*s\n", (int)length, line);
    text_add(text, "%s", student->judged.length ? student->judged.bytes : "");
}

static void tell_json(const struct student *student)
{
    const struct measure *measure = student->measure;
    struct text *text = measure->text;
    text_add(text, "{\"student\":");
    json_add_string(text, student->path, strlen(student->path));
    text_add(text, ",\"points\":%d,\"of\":%d", student->points,
             measure->session->script.expectation_count);
    if (student->problems.length) {
        text_add(text, ",\"error\":");
        json_add_string(text, student->problems.bytes, student->problems.length);
    }
    text_add(text, ",\"expectations\":[%s]}\n",
             student->judged.length ? student->judged.bytes : "");
}

/* A scene that cannot be read has no points. */
static void mark(const struct measure *measure, const char *path, struct marks *marks)
{
    struct student student = {.measure = measure, .path = path, .session = session_new()};
    struct scene_failure failure;
    if (scene_open_strangers(student.session, path,
                             *measure->session->words.path ? measure->session->words.path
                                                           : measure->path,
                             &failure)) {
        judge_all(&student);
    } else {
        add_problem(&student, failure.line, &failure.error);
        scene_failure_free(&failure);
    }
    (measure->json ? tell_json : tell)(&student);
    marks->points += student.points;
    marks->of += measure->session->script.expectation_count;
    marks->files++;
    session_free(student.session);
    text_free(&student.problems);
    text_free(&student.judged);
}

/* Where the teacher's scene ends: its budget, or where it leads without one; what plays on ends as
 * in a check. */
static int64_t end_of(const struct session *session)
{
    const struct player *player = &session->player;
    int64_t end = session->sim->end;
    bool stands = end > 0 && !player->playing && !player->halted;
    int64_t usual = player->budget > 0 ? player->budget : stands ? end : CHECK_ITERATIONS;
    return end > usual ? end : usual;
}

/* The teacher's own run says at which iteration all are judged. Status of what is wrong with it. */
static int prepare(struct measure *measure)
{
    struct scene_failure failure;
    struct error error;
    int line;
    if (!scene_open(measure->session, measure->path, &failure)) {
        cli_report_scene(measure->path, &failure);
        return WRONG;
    }
    if (!clock_finish(measure->session, -1, &error, &line))
        return cli_report_course(measure->session, line, &error);
    const struct session *session = measure->session;
    measure->end = end_of(session);
    for (int i = 0; i < session->journal.count; i++) {
        const char *command = session->journal.entries[i].command;
        measure->names_surface |= strncmp(command, "surface ", 8) == 0;
        measure->names_start |= strncmp(command, "start ", 6) == 0;
    }
    if (session->script.expectation_count > 0)
        return DONE;
    error_set(&error, ERROR_NO_PLACE,
              "it expects nothing: add lines such as `expect converged(1)`");
    return cli_report(&(struct source){measure->path, 0, NULL}, &error, WRONG);
}

int homework_mark(const struct options *options)
{
    struct text text = {0};
    struct measure measure = {
        .path = options->against, .session = session_new(), .text = &text, .json = options->json};
    struct marks marks = {0, 0, 0};
    int status = prepare(&measure);
    for (int i = 0; i < options->argument_count && status == DONE; i++)
        mark(&measure, options->arguments[i], &marks);
    if (status == DONE && options->json)
        text_add(&text, "{\"points\":%d,\"of\":%d,\"students\":%d}\n", marks.points, marks.of,
                 marks.files);
    else if (status == DONE && marks.files > 1)
        text_add(&text, "in all: %d of %d points, %d files\n", marks.points, marks.of, marks.files);
    int printed = options->json ? cli_print(&text) : cli_print_page(&text, false);
    session_free(measure.session);
    if (status != DONE || printed != DONE)
        return status != DONE ? status : printed;
    return marks.points < marks.of ? COULD_NOT : DONE;
}
