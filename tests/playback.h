#ifndef OVERSHOOT_TESTS_PLAYBACK_H
#define OVERSHOOT_TESTS_PLAYBACK_H

/* A player of recordings: what asciicast v2 says goes to libvterm, line by line. Whatever is not as
 * the format has it fails the test. */

#include "../src/base/text.h"
#include "../src/view/view.h"

#include <vterm.h>

struct playback {
    VTerm *vterm;
    VTermScreen *screen;
    enum color_level level;
    VTermPos cursor;
    int cursor_visible;
    int columns, rows; /* 0: the header has not come yet */
    struct text title;
    size_t seen; /* bytes of the recording */
    int events;
    double last; /* time of the last event */
};

void playback_begin(struct playback *playback, enum color_level level);
void playback_end(struct playback *playback);

/* The recording as far as it has come: its new lines, up to those of a time. All are whole. */
void playback_play(struct playback *playback, const char *recording, size_t length, double until);
/* The same from a file. */
void playback_play_file(struct playback *playback, const char *path, double until);

/* Whether the player now shows that frame, cell by cell. */
void playback_expect(const struct playback *playback, const struct frame *frame);

/* asciinema's own reader gives that text of a recording; true where it is not installed. It wants a
 * terminal, which script gives it. */
bool playback_is_read_by_asciinema(const char *folder, const char *name, const char *text);

#endif
