#include "prompt.h"

#include "past_lines.h"

#include "../base/array.h"
#include "../base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Readline's headers want FILE first. */
#include <readline/history.h>
#include <readline/readline.h>

static struct {
    const struct session *session;
    struct key_queue *queue;
    bool (*more)(void);
    const char *text; /* what stands before the line */
    FILE *nowhere;
    size_t behind; /* bytes of the queue that come after the key that Readline takes */
    bool ready, open;
    char *entered;                  /* the line, from the handler to prompt_feed */
    struct completions completions; /* of the last attempt */
    bool listed;                    /* they are on show */
} prompt;

static int take_byte(FILE *stream)
{
    (void)stream;
    /* "None yet" must not look like the end of the input: Readline would enter the line. */
    while (key_queue_length(prompt.queue) == 0)
        if (!prompt.more())
            return EOF;
    return key_queue_pop(prompt.queue);
}

/* Of the key that it is to take. Where there is more, Readline takes characters in one go, and with
 * them the first byte of a key that may have to be left out. */
static int input_available(void)
{
    return key_queue_length(prompt.queue) > prompt.behind;
}

static void draw_nothing(void)
{
}

/* Readline prompts again after the handler, unless it has been removed by then. */
static void enter_line(char *line)
{
    rl_callback_handler_remove();
    prompt.open = false;
    prompt.entered = line;
}

static bool is_folder(const char *path)
{
    struct stat status;
    char *expanded = tilde_expand(path);
    bool folder = stat(expanded, &status) == 0 && S_ISDIR(status.st_mode);
    free(expanded);
    return folder;
}

/* The files whose names begin with a word, as completions. */
static void add_files(struct completions *completions, const char *word)
{
    char *name;
    for (int state = 0; (name = rl_filename_completion_function(word, state)); state++) {
        bool folder = is_folder(name);
        struct text text = {0};
        text_add(&text, "%s%s", name, folder ? "/" : "");
        *array_add(completions->items, completions->count, completions->capacity) =
            (struct completion){text.bytes, memory_copy(folder ? "folder" : "")};
        free(name);
    }
}

/* A candidate as Readline replaces the word from `start` on, which need not begin where ours does.
 * NULL if it does not fit there. */
static char *candidate(const struct completions *completions, int index, int start)
{
    const char *text = completions->items[index].text;
    int begin = completions->begin;
    if (begin >= start) {
        struct text whole = {0};
        text_add_bytes(&whole, rl_line_buffer + start, (size_t)(begin - start));
        text_add(&whole, "%s", text);
        return whole.bytes;
    }
    size_t typed = (size_t)(start - begin);
    if (strncmp(text, rl_line_buffer + begin, typed) != 0)
        return NULL;
    return memory_copy(text + typed);
}

/* What a completed word wants after it: nothing where the next character follows at once. */
static int character_after(const struct completion *item)
{
    size_t length = strlen(item->text);
    return length > 0 && strchr("/=( ", item->text[length - 1]) ? '\0' : ' ';
}

/* The longest beginning that two texts share, in whole characters. */
static size_t common_length(const char *a, const char *b)
{
    size_t length = 0;
    while (a[length] && a[length] == b[length])
        length++;
    while (length > 0 && ((unsigned char)a[length] & 0xc0) == 0x80)
        length--;
    return length;
}

/* Readline's form: the common beginning, the candidates, NULL; a single one stands alone. */
static char **matches_of(const struct completions *completions, int start)
{
    char **matches = memory_new((size_t)completions->count + 2, sizeof *matches);
    int count = 0;
    for (int i = 0; i < completions->count; i++) {
        char *text = candidate(completions, i, start);
        if (text)
            matches[++count] = text;
    }
    if (count == 0) {
        free(matches);
        return NULL;
    }
    if (count == 1) {
        matches[0] = matches[1];
        matches[1] = NULL;
        return matches;
    }
    size_t common = strlen(matches[1]);
    for (int i = 2; i <= count; i++) {
        size_t length = common_length(matches[1], matches[i]);
        common = length < common ? length : common;
    }
    matches[0] = memory_copy_bytes(matches[1], common);
    return matches;
}

static char **complete(const char *text, int start, int end)
{
    (void)text;
    struct completions *completions = &prompt.completions;
    completions_free(completions);
    command_complete(prompt.session, rl_line_buffer, end, completions);
    bool files = completions->files;
    if (files) {
        int begin = completions->begin < end ? completions->begin : end;
        char *word = memory_copy_bytes(rl_line_buffer + begin, (size_t)(end - begin));
        add_files(completions, word);
        free(word);
    }
    rl_attempted_completion_over = 1;
    rl_filename_completion_desired = 0;
    rl_completion_append_character =
        files || completions->count != 1 ? '\0' : character_after(&completions->items[0]);
    return matches_of(completions, start);
}

static void list_candidates(char **matches, int count, int longest)
{
    (void)matches, (void)count, (void)longest;
    prompt.listed = true; /* the frame shows our own, with their hints */
}

/* Keys that Readline knows from the terminal's entry only under names that not all terminals send.
 */
static void bind_usual_keys(void)
{
    rl_bind_keyseq_if_unbound("\033[3~", rl_delete);
    rl_bind_keyseq_if_unbound("\033[1~", rl_beg_of_line);
    rl_bind_keyseq_if_unbound("\033[4~", rl_end_of_line);
    rl_bind_keyseq_if_unbound("\033[7~", rl_beg_of_line);
    rl_bind_keyseq_if_unbound("\033[8~", rl_end_of_line);
    rl_bind_keyseq_if_unbound("\033[1;5C", rl_forward_word);
    rl_bind_keyseq_if_unbound("\033[1;5D", rl_backward_word);
}

/* What both ways of showing a line have in common. */
static void start(const struct session *session)
{
    prompt.session = session;
    rl_readline_name = "overshoot";
    rl_instream = stdin;
    rl_attempted_completion_function = complete;
    rl_completer_word_break_characters = " \t";
    rl_completer_quote_characters = "";
    /* Before ~/.inputrc is read, so that it can say otherwise. */
    rl_variable_bind("bell-style", "none");
    rl_variable_bind("show-all-if-ambiguous", "on");
    using_history();
    stifle_history(HISTORY_LINES_MAX);
    history_read(add_history);
    rl_initialize();
    bind_usual_keys();
    prompt.ready = true;
}

void prompt_start(const struct session *session, struct key_queue *queue, const char *type,
                  bool unicode, bool (*more)(void))
{
    prompt.queue = queue;
    prompt.more = more;
    prompt.text = unicode ? "\u203a " : "> ";
    prompt.nowhere = fopen("/dev/null", "we");
    rl_terminal_name = type;
    rl_outstream = prompt.nowhere ? prompt.nowhere : stderr;
    rl_redisplay_function = draw_nothing;
    rl_catch_signals = rl_catch_sigwinch = rl_change_environment = 0;
    rl_prep_term_function = NULL;
    rl_deprep_term_function = NULL;
    rl_getc_function = take_byte;
    rl_input_available_hook = input_available;
    rl_completion_display_matches_hook = list_candidates;
    start(session);
}

/* --- without a screen --- */

static bool entered;

static void take_line(char *line)
{
    rl_callback_handler_remove();
    prompt.entered = line;
    prompt.open = false;
    entered = true;
}

void prompt_start_plain(const struct session *session)
{
    rl_outstream = stdout;
    rl_catch_signals = 0;
    start(session);
}

void prompt_ask(const char *text)
{
    entered = false;
    rl_callback_handler_install(text, take_line);
    prompt.open = true;
}

char *prompt_take(bool *over)
{
    rl_callback_read_char();
    *over = entered;
    char *line = entered ? prompt.entered : NULL;
    prompt.entered = NULL;
    return line;
}

bool prompt_drop(const char *text)
{
    bool typed = rl_end > 0;
    rl_callback_sigcleanup();
    rl_free_line_state();
    rl_callback_handler_remove();
    rl_replace_line("", 1);
    fputs("\n", stdout);
    prompt.open = false;
    if (typed)
        prompt_ask(text);
    return typed;
}

void prompt_end(void)
{
    if (!prompt.ready)
        return;
    prompt_close();
    completions_free(&prompt.completions);
    rl_clear_history();
    if (prompt.nowhere)
        fclose(prompt.nowhere);
    rl_outstream = NULL;
    prompt.nowhere = NULL;
    prompt.ready = false;
}

void prompt_open(const char *text, int cursor)
{
    if (prompt.open)
        return;
    using_history(); /* up begins at the latest line, wherever the last prompt was left */
    rl_callback_handler_install(prompt.text, enter_line);
    rl_replace_line(text, 1);
    rl_point = cursor;
    prompt.open = true;
    prompt.listed = false;
}

/* As one change, which can be undone. */
static void retype(const char *text, int cursor)
{
    rl_begin_undo_group();
    rl_delete_text(0, rl_end);
    rl_point = 0;
    rl_insert_text(text);
    rl_end_undo_group();
    rl_point = cursor;
    prompt.listed = false;
}

void prompt_put(const char *text, int cursor)
{
    if (prompt.open)
        retype(text, cursor);
    else
        prompt_open(text, cursor);
}

void prompt_close(void)
{
    if (!prompt.open)
        return;
    rl_callback_sigcleanup();
    rl_free_line_state();
    rl_callback_handler_remove();
    rl_replace_line("", 1);
    prompt.open = false;
    prompt.listed = false;
}

bool prompt_is_open(void)
{
    return prompt.open;
}

static bool is_searching(void)
{
    return RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH);
}

bool prompt_takes_escape(void)
{
    return is_searching() || (rl_editing_mode == 0 && rl_get_keymap() != vi_movement_keymap);
}

bool prompt_knows(const struct key *key)
{
    const char *bytes = key_queue_head(prompt.queue);
    if (*bytes != '\033' || key->used < 2)
        return true;
    if (rl_editing_mode == 0 && !strchr("[OP]_", bytes[1])) /* vi's Escape, and what follows it */
        return true;
    char *sequence = memory_copy_bytes(bytes, key->used);
    bool bound = rl_function_of_keyseq(sequence, rl_get_keymap(), NULL) != NULL;
    free(sequence);
    return bound;
}

char *prompt_feed(const struct key *key)
{
    prompt.behind = key_queue_length(prompt.queue) - key->used;
    prompt.listed = false;
    do
        rl_callback_read_char();
    while (prompt.open && input_available());
    char *line = prompt.entered;
    prompt.entered = NULL;
    return line;
}

bool prompt_is_full(void)
{
    return prompt.open && !is_searching() && rl_end >= PROMPT_BYTES_MAX;
}

/* As much as anybody looks for. */
static void search_for(const struct text *text)
{
    enum { LONGEST = 256 };
    size_t length = 0;
    while (length < text->length && length < LONGEST && (unsigned char)text->bytes[length] >= ' ')
        length++;
    key_queue_put_back(prompt.queue, text->bytes, length);
}

bool prompt_paste(const struct text *text)
{
    if (text->length == 0)
        return true;
    if (is_searching()) {
        search_for(text);
        return true;
    }
    if ((size_t)rl_end + text->length > PROMPT_BYTES_MAX)
        return false;
    prompt.listed = false;
    rl_begin_undo_group();
    rl_insert_text(text->bytes);
    rl_end_undo_group();
    return true;
}

void prompt_show(struct display *display)
{
    bool listed = prompt.open && prompt.listed;
    display->prompt_open = prompt.open;
    display->prompt = rl_display_prompt ? rl_display_prompt : prompt.text;
    display->line = rl_line_buffer ? rl_line_buffer : "";
    display->cursor = rl_point;
    display->candidates = listed ? prompt.completions.items : NULL;
    display->candidate_count = listed ? prompt.completions.count : 0;
    display->candidate_begin = listed ? prompt.completions.begin : 0;
}

void prompt_resize(int columns, int rows)
{
    rl_set_screen_size(rows, columns);
}

void prompt_remember(const char *line)
{
    HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (!*line || (last && strcmp(last->line, line) == 0))
        return;
    add_history(line);
    history_append(line);
}
