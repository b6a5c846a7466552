#include "kept_answers.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char header[] = "time,scene,question,answer,right\n";

static bool fail(const char *path, const char *why, struct error *error)
{
    return error_at(error, ERROR_NO_PLACE, "cannot keep answers in %.200s: %s", path, why);
}

/* Nobody else adds to it before it is closed. */
static void lock(int file)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    fcntl(file, F_SETLKW, &whole);
}

static bool write_all(int file, const char *bytes, size_t length)
{
    ssize_t written = write(file, bytes, length);
    return written == (ssize_t)length;
}

/* It begins as one of answers does; an empty one gets its head. */
static const char *look_at(int file)
{
    char begin[sizeof header] = "";
    struct stat status;
    if (fstat(file, &status) != 0)
        return strerror(errno);
    if (!S_ISREG(status.st_mode))
        return "it is no regular file";
    if (status.st_size == 0)
        return write_all(file, header, sizeof header - 1) ? NULL : strerror(errno);
    if (pread(file, begin, sizeof header - 1, 0) < 0)
        return strerror(errno);
    return strcmp(begin, header) == 0 ? NULL
                                      : "it has something else; expected its first line to be "
                                        "time,scene,question,answer,right";
}

/* A pipe is not waited for. -1 with the error. */
static int open_file(const char *path, struct error *error)
{
    int file = open(path, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0666);
    if (file < 0) {
        fail(path, strerror(errno), error);
        return -1;
    }
    lock(file);
    const char *why = look_at(file);
    if (!why)
        return file;
    fail(path, why, error);
    close(file);
    return -1;
}

bool kept_answers_check(const char *path, struct error *error)
{
    int file = open_file(path, error);
    return file >= 0 && close(file) == 0;
}

/* In quotes where a comma or the like stands in it; a line's end becomes a blank. */
static void add_field(struct text *line, const char *text, char end)
{
    bool quotes = text[strcspn(text, ",\"\r\n")] != '\0';
    text_add(line, "%s", quotes ? "\"" : "");
    for (; *text; text++) {
        if (*text == '"')
            text_add(line, "\"");
        text_add_bytes(line, *text == '\n' || *text == '\r' ? " " : text, 1);
    }
    text_add(line, "%s%c", quotes ? "\"" : "", end);
}

bool kept_answers_add(const char *path, const struct session *session, struct error *error)
{
    const struct quiz *quiz = &session->quiz;
    struct text line = {0}, answer = {0};
    char now[32];
    time_t seconds = time(NULL);
    struct tm utc;
    int file = open_file(path, error);
    if (file < 0)
        return false;
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &utc));
    quiz_write_answer(quiz, &answer);
    add_field(&line, now, ',');
    add_field(&line, *session->words.path ? session->words.path : session->words.title, ',');
    add_field(&line, quiz->question, ',');
    add_field(&line, answer.bytes ? answer.bytes : "", ',');
    add_field(&line, !quiz_judges(quiz) ? "" : quiz->is_right ? "yes" : "no", '\n');
    bool good = write_all(file, line.bytes, line.length);
    if (!good)
        fail(path, strerror(errno), error);
    close(file);
    text_free(&line);
    text_free(&answer);
    return good;
}
