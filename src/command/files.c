/* The commands that others carry out, as they need files, and pages to read. */

#include "rows.h"

#include "../base/memory.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Whoever opens a scene, or a session, does not know what is in it: it touches no files. */
static bool may_touch_files(struct reader *in, bool service)
{
    return (service && in->session->script.line == 0 && !tape_acts(in->session)) ||
           reader_error(in, "there are no files here");
}

static const struct services *services_of(const struct reader *in)
{
    static const struct services none;
    const struct services *services = in->session->host.services;
    return services ? services : &none;
}

static bool has_name(struct reader *in)
{
    return !reader_ended(in) || reader_error(in, "expected the name of a file");
}

static bool run_open(struct reader *in)
{
    const struct services *services = services_of(in);
    if (!has_name(in) || !may_touch_files(in, services->open))
        return false;
    const char *name = reader_rest(in);
    bool good = services->open(in->session, name, in->error);
    if (good)
        playlist_note_opened(in->session, name);
    return good;
}

typedef bool writer(struct session *session, const struct request *request, struct error *error);

/* The rest is the path. */
static bool write_file(struct reader *in, struct request request, writer *write)
{
    if (!may_touch_files(in, write))
        return false;
    request.path = reader_rest(in);
    return write(in->session, &request, in->error);
}

/* Or export, or a screenshot, which has a name of its own. */
static bool run_save(struct reader *in)
{
    const struct services *services = services_of(in);
    bool save = strcmp(in->row->name, "save") == 0,
         picture = strcmp(in->row->name, "screenshot") == 0;
    struct request request = {.over = reader_takes(in, "!")};
    request.state = save && reader_takes(in, "--state");
    return (picture || has_name(in)) && write_file(in, request,
                                                   save      ? services->save
                                                   : picture ? services->screenshot
                                                             : services->export_run);
}

/* Without arguments the one or the other. */
static bool run_record(struct reader *in)
{
    writer *record = services_of(in)->record;
    bool over = reader_takes(in, "!"), stop = reader_takes(in, "stop");
    if (stop && !reader_finish(in))
        return false;
    if (!stop && !(reader_ended(in) && in->session->host.recording))
        return write_file(in, (struct request){.over = over}, record);
    return may_touch_files(in, record) && record(in->session, &(struct request){0}, in->error);
}

static void offer_save(const struct offering *offering)
{
    if (!*offering->first)
        offer(offering, "--state", " ", "the present state alone, without the scene's course");
    offer_files(offering);
}

static void offer_record(const struct offering *offering)
{
    if (offering->session->host.recording && !*offering->first)
        offer(offering, "stop", "", "it is being recorded");
    else
        offer_files(offering);
}

/* By its name alone, as it is found. */
static void offer_scene(void *context, const char *folder, const char *name)
{
    const struct offering *const *offering = context;
    const char *ending = strstr(name, ".scene");
    char *bare = memory_copy_bytes(name, ending ? (size_t)(ending - name) : strlen(name));
    offer(*offering, bare, "", "%s", folder);
    free(bare);
}

static void offer_open(const struct offering *offering)
{
    const struct services *services = offering->session->host.services;
    if (services && services->each_scene && !*offering->first)
        services->each_scene(offer_scene, &offering);
    offer_files(offering);
}

/* --- two scenes --- */

/* Who has two names opens the first one before (both.h). */
static bool run_compare(struct reader *in)
{
    const struct services *services = services_of(in);
    if (reader_ended(in))
        return reader_error(in, "expected a scene, or two: `compare SCENE SCENE`");
    if (!may_touch_files(in, services->compare))
        return false;
    bool off = reader_takes(in, "off");
    if (off && !reader_finish(in))
        return false;
    if (!off && tape_is_on(in->session))
        return reader_error(in, "a recorded session has a clock of its own: it plays alone");
    return services->compare(in->session, off ? NULL : reader_rest(in), in->error);
}

static void offer_compare(const struct offering *offering)
{
    const struct services *services = offering->session->host.services;
    if (offering->session->host.beside && !*offering->first)
        offer(offering, "off", "", "only the left scene");
    if (services && services->each_scene)
        services->each_scene(offer_scene, &offering);
    offer_files(offering);
}

/* Who has two takes the word off before (both.h). */
static bool run_side(struct reader *in)
{
    return reader_error(in, "there is one scene: `compare SCENE` shows another one beside it");
}

/* The word has two meanings. */
static bool run_right_one(struct reader *in)
{
    bool asked = quiz_is_shown(in->session) || in->session->quiz.passed;
    return asked ? run_right(in) : run_side(in);
}

/* --- what is there --- */

/* Puts a page in the place of the last one, or says where the arguments are wrong. */
static bool run_help(struct reader *in)
{
    struct text page = {0};
    struct session *session = in->session;
    const char *name = reader_rest(in);
    bool list = strcmp(in->row->name, "list") == 0;
    bool good = (list ? list_write : help_write)(in->commands, services_of(in), session, &page,
                                                 name, in->error);
    if (good) {
        answers_close_page(&session->answers);
        text_free(&session->answers.page);
        session->answers.page = page;
        session->answers.stands = session_page_stands(session);
    } else {
        text_free(&page);
    }
    return good || reader_blame(in, name);
}

/* In the page that is open, else in all help. */
static bool run_find(struct reader *in)
{
    struct answers *answers = &in->session->answers;
    if (answers->page.length == 0)
        return run_help(in);
    text_clear(&answers->sought);
    text_add(&answers->sought, "%s", reader_rest(in));
    answers->seeks = answers->sought.length > 0;
    return true;
}

/* Topics, and all names that help has a page for. */
static void offer_topics(const struct offering *offering)
{
    struct command_row row;
    if (*offering->first)
        return;
    offer_rows(offering, &topic_choices, "");
    for (int i = 0; (row = command_at(offering->commands, i)).name; i++)
        if (catalogue_topic(row.name) == NULL)
            offer(offering, row.name, "", "%s", row.help);
    offer_optimizers(offering);
    offer_schedules(offering);
    offer_rows(offering, &surface_choices, "");
}

/* --- the end --- */

/* What nobody has saved: changes of the present scene, and of those that `undo` leads back to. */
struct unsaved {
    bool present;
    int earlier;               /* scenes */
    const struct entry *scene; /* the last of them, as it was opened; NULL: it was none */
};

static bool would_be_lost(const struct reader *in, const struct entry *entry)
{
    return entry->by != BY_SCENE && !entry->safe &&
           command_of(in->commands, in->session, entry->command).flags &
               (COMMAND_CHANGES | COMMAND_PER_BALL | COMMAND_KEPT);
}

/* The present scene is left for the one that was opened by the entry of that index. */
static void leave_scene(const struct journal *journal, int index, const struct entry *scene,
                        struct unsaved *unsaved)
{
    bool returns = journal->undo_count > 0 && journal->undos[0].entry <= index;
    if (unsaved->present && returns) {
        unsaved->earlier++;
        unsaved->scene = scene;
    }
    unsaved->present = false;
}

static struct unsaved find_unsaved(const struct reader *in)
{
    const struct journal *journal = &in->session->journal;
    const struct entry *scene = NULL;
    struct unsaved unsaved = {0};
    for (int i = 0; i < journal->count; i++) {
        const struct entry *entry = &journal->entries[i];
        if (entry->undone)
            continue;
        if (entry->source) {
            leave_scene(journal, i, scene, &unsaved);
            scene = entry;
        } else if (!unsaved.present) {
            unsaved.present = would_be_lost(in, entry);
        }
    }
    return unsaved;
}

static void write_scenes(const struct unsaved *unsaved, struct text *out)
{
    int length;
    const char *name = "the run before";
    if (unsaved->scene)
        name = scene_bare_name(unsaved->scene->command + strlen("open "), &length);
    else
        length = (int)strlen(name);
    text_add(out, "%.*s", length, name);
    if (unsaved->earlier > 1)
        text_add(out, " and %d more", unsaved->earlier - 1);
}

static void tell_unsaved(struct answers *answers, const struct unsaved *unsaved)
{
    struct text scenes = {0};
    write_scenes(unsaved, &scenes);
    if (unsaved->earlier == 0)
        answers_tell(answers,
                     "the run has unsaved changes: `save FILE` keeps them, quit again ends");
    else if (unsaved->present)
        answers_tell(answers,
                     "this run and %s have unsaved changes: `save FILE` keeps this run's, `undo` "
                     "leads back, quit again ends",
                     scenes.bytes);
    else
        answers_tell(answers, "%s %s unsaved changes: `undo` leads back there, quit again ends",
                     scenes.bytes, unsaved->earlier > 1 ? "have" : "has");
    text_free(&scenes);
}

static bool run_quit(struct reader *in)
{
    struct session *session = in->session;
    bool answered = session->host.context && session->confirms && session->script.line == 0;
    struct unsaved unsaved = {0};
    if (answered && !tape_is_on(session))
        unsaved = find_unsaved(in);
    if (unsaved.present || unsaved.earlier > 0) {
        journal_secure(&session->journal, 0);
        tell_unsaved(&session->answers, &unsaved);
        return true;
    }
    /* It is not what is played again that says so, be it by `at`. */
    bool played = tape_is_on(session) && session->sim->in_appointment;
    session->answers.quitting |= !tape_acts(session) && !played;
    return true;
}

const struct command_row file_commands[] = {
    {"open", "SCENE | FILE", "opens a scene, or a recorded session", NULL, run_open, COMMAND_ALONE,
     offer_open, .others = "load|read"},
    {"compare", "SCENE [SCENE] | off",
     "shows another scene beside the present one, or two: with one clock; keys and commands are "
     "for "
     "both, what is saved is the left one's",
     NULL, run_compare, ALONE, offer_compare, .others = "side by side|beside"},
    {"left", "COMMAND", "gives a command to the left one of two scenes alone", NULL, run_side, ASKS,
     NULL, reword_command, "left side|first scene"},
    {"right", "COMMAND | TEXT | X, Y within R",
     "gives a command to the right one of two scenes alone; in a scene, after a quiz: the choice "
     "that is right, or the point of the map, or the number",
     NULL, run_right_one, TIMED | COMMAND_TEXT, NULL, .others = "right side|second scene"},
    {"save", "[--state] FILE",
     "saves the scene with its course and your changes, or the present state alone; save! "
     "overwrites a file",
     NULL, run_save, WRITES, offer_save},
    {"export", "FILE", "writes the run so far, .csv or .jsonl", NULL, run_save, WRITES,
     offer_files},
    {"screenshot", "[FILE]", "writes the screen, .txt, .ans, .svg, .png or .gif", NULL, run_save,
     WRITES, offer_files},
    {"record", "[FILE | stop]",
     "records the screen from now on, .cast for asciinema or .gif; or what you do, .session, to be "
     "played "
     "again",
     NULL, run_record, WRITES, offer_record},
    {"list", "[KIND]", "surfaces, optimizers, schedules, scenes, commands, keys, colors, topics",
     "list surfaces", run_help, ALONE, .choices = &list_choices},
    {"help", "[TOPIC]", "explains a command, a surface, an optimizer, a schedule", "help adam",
     run_help, ALONE, offer_topics},
    {"find", "WORDS", "searches the open page, or else all help; n finds the next", "find momentum",
     run_find, ALONE, NULL},
    {"quit", "", "ends the program", NULL, run_quit, TIMED | ALONE, .others = "exit|q|bye|close"},
    {0},
};
