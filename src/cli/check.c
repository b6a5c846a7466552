#include "check.h"

#include "cli.h"
#include "homework.h"

#include "../command/command.h"
#include "../front/clock.h"
#include "../output/json.h"

#include <stdio.h>
#include <string.h>

struct checking {
    struct session *session;
    const char *name;      /* of the scene; NULL: there is none */
    struct text *failures; /* as they are reported */
    struct text *json;     /* or NULL */
};

static void add_member(struct text *json, const char *name, const char *value)
{
    text_add(json, ",\"%s\":", name);
    json_add_string(json, value, strlen(value));
}

/* `text` is what was expected, or the line that is wrong; NULL: it is not known. */
static void add_json(const struct checking *checking, int line, const char *text, bool holds,
                     const char *value, const struct error *error)
{
    struct text *json = checking->json;
    if (!json)
        return;
    text_add(json, "{\"line\":");
    text_add(json, line > 0 ? "%d" : "null", line);
    if (checking->name)
        add_member(json, "scene", checking->name);
    if (text)
        add_member(json, "text", text);
    text_add(json, ",\"holds\":%s", holds ? "true" : "false");
    if (value)
        add_member(json, "value", value);
    if (error)
        add_member(json, "error", error->text);
    text_add(json, "}\n");
}

static void fail(const struct checking *checking, int line, const char *text,
                 const struct error *error)
{
    report_write(checking->failures, &(struct source){checking->name, line, NULL}, error);
    add_json(checking, line, text, false, NULL, error);
}

/* What is begun goes on after a failure, so that one does not hide the others. */
static void finish(const struct checking *checking)
{
    struct error error;
    int line;
    while (!clock_finish(checking->session, -1, &error, &line))
        fail(checking, line, NULL, &error);
}

static bool judge(const struct checking *checking, const struct queued *expectation)
{
    struct text found = {0};
    struct error error;
    const char *condition = expectation->command;
    bool holds = false;
    if (!expect_judge(checking->session, condition, &holds, &found, &error)) {
        error.offset = ERROR_NO_PLACE;
        fail(checking, expectation->line, condition, &error);
    } else {
        const char *value = found.length ? found.bytes : "";
        add_json(checking, expectation->line, condition, holds, value, NULL);
        error_set(&error, ERROR_NO_PLACE, "expected %.200s; found %.250s", condition,
                  *value ? value : "otherwise");
        if (!holds)
            report_write(checking->failures,
                         &(struct source){checking->name, expectation->line, NULL}, &error);
    }
    text_free(&found);
    return holds;
}

int check_scene(struct session *session, const char *name, struct text *failures, struct text *json)
{
    const struct checking checking = {session, name, failures, json};
    int held = 0;
    finish(&checking);
    int64_t end = session->player.budget > 0 ? session->player.budget : CHECK_ITERATIONS;
    player_pause(&session->player);
    player_go_to(&session->player, session->sim->end > end ? session->sim->end : end);
    finish(&checking);
    for (int i = 0; i < session->script.expectation_count; i++)
        held += judge(&checking, &session->script.expectations[i]);
    return held;
}

/* A command of -e: what it expects is judged with the rest, when all is over. */
static bool execute(const struct checking *checking, const char *line)
{
    struct session *session = checking->session;
    struct command_call call;
    struct error error;
    if (command_parse(&command_table, session, line, &call, &error) &&
        strcmp(call.row.name, "expect") == 0) {
        script_add_expectation(&session->script, call.arguments);
        return true;
    }
    if (command_execute(session, line, &error))
        return true;
    report_write(checking->failures, &(struct source){NULL, 1, line}, &error);
    add_json(checking, 0, line, false, NULL, &error);
    return false;
}

/* A scene, or none, and the commands; what was found is appended. */
static int check(const struct options *options, const char *name, struct text *text,
                 struct text *failures)
{
    struct session *session = session_new();
    struct scene_failure failure;
    const struct checking checking = {session, name, failures, options->json ? text : NULL};
    int status = DONE;
    if (name && !scene_open(session, name, &failure)) {
        const struct source source = {name, failure.line, failure.text};
        report_write(failures, &source, &failure.error);
        add_json(&checking, failure.line, failure.text, false, NULL, &failure.error);
        scene_failure_free(&failure);
        status = COULD_NOT;
    }
    if (status == DONE && options->command_count)
        finish(&checking);
    for (int i = 0; i < options->command_count && status == DONE; i++)
        if (!execute(&checking, options->commands[i]))
            status = WRONG;
    int held = status == DONE ? check_scene(session, name, failures, checking.json) : 0;
    if (!failures->length && !options->json)
        text_add(text, "%s: %d hold%s\n", name ? name : "-e", held, held == 1 ? "s" : "");
    session_free(session);
    return status == DONE && failures->length ? COULD_NOT : status;
}

/* Each scene by itself; one that fails does not keep the others from being checked. */
int mode_check(const struct options *options)
{
    if (options->against)
        return homework_mark(options);
    int status = DONE, i = 0;
    struct text text = {0};
    do {
        struct text failures = {0};
        int checked = check(options, options->arguments[i], &text, &failures);
        if (options->json)
            text_clear(&failures);
        cli_complain(&failures);
        status = checked > status ? checked : status;
    } while (++i < options->argument_count);
    int printed = options->json ? cli_print(&text) : cli_print_page(&text, false);
    return status == DONE ? printed : status;
}
