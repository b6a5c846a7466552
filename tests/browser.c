#include "browser.h"

#include "suite.h"
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>

const char *browser_name(void)
{
    static const char *const names[] = {"chromium", "chromium-browser", "google-chrome"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text line = {0};
        text_add(&line, "command -v %s >/dev/null 2>&1", names[i]);
        bool there = system(line.bytes) == 0;
        text_free(&line);
        if (there)
            return names[i];
    }
    return NULL;
}

void browser_open(const char *page, struct text *document)
{
    char *home = terminal_new_home();
    struct text line = {0};
    text_add(&line, "%s/page.html", home);
    FILE *file = fopen(line.bytes, "w");
    ck_assert_ptr_nonnull(file);
    fputs(page, file);
    fclose(file);
    text_clear(&line);
    /* Without a sandbox, since tests may run as root, which Chromium does not like; the page is
     * ours. */
    text_add(&line,
             "HOME='%s' timeout 100 %s --headless --no-sandbox --disable-gpu --no-first-run "
             "--disable-dev-shm-usage --user-data-dir='%s/profile' --virtual-time-budget=10000 "
             "--dump-dom 'file://%s/page.html' 2>/dev/null",
             home, browser_name(), home, home);
    FILE *pipe = popen(line.bytes, "r");
    ck_assert_ptr_nonnull(pipe);
    char buffer[65536];
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        text_add_bytes(document, buffer, got);
    ck_assert_int_eq(pclose(pipe), 0);
    ck_assert_ptr_nonnull(document->bytes);
    terminal_remove_home(home);
    text_free(&line);
}

void browser_add_string(struct text *script, const char *text)
{
    text_add(script, "'");
    for (; *text; text++)
        if (*text == '\'' || *text == '\\' || *text == '<' || (unsigned char)*text < ' ')
            text_add(script, "\\x%02x", (unsigned)*text);
        else
            text_add_bytes(script, text, 1);
    text_add(script, "'");
}
