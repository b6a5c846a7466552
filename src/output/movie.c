#include "movie.h"

#include "file.h"

#include "../base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct movie_format formats[] = {
    {"mp4", "-c:v libx264 -crf 18 -movflags +faststart -f mp4"},
    {"webm", "-c:v libvpx-vp9 -crf 24 -b:v 0 -deadline good -cpu-used 4 -row-mt 1 -f webm"},
};

const struct movie_format *movie_format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

struct movie {
    struct output_file file;
    FILE *said; /* by ffmpeg, of what is wrong */
    pid_t child;
    int pipe;          /* to it; -1: it has closed it, or it is over */
    int width, height; /* even */
    double rate;
    color ground;
    uint8_t *bytes;  /* of the image that is seen by now */
    bool any;        /* there is one */
    int64_t written; /* images */
};

/* --- the other program --- */

/* The same for all films, between what comes in and what goes out: colours as players expect them,
 * and nothing that would differ from one time to the next. */
static const char usual[] =
    "-i - -an -vf scale=out_range=tv:out_color_matrix=bt709,format=yuv420p -colorspace bt709 "
    "-color_primaries bt709 -color_trc bt709 -map_metadata -1 -fflags +bitexact -flags:v +bitexact";

enum { ARGUMENTS_MAX = 64 };

/* Words with blanks between them as arguments, behind those that there are. */
static int split(char *words, char **arguments, int count)
{
    char *rest;
    for (char *word = strtok_r(words, " ", &rest); word && count < ARGUMENTS_MAX - 2;
         word = strtok_r(NULL, " ", &rest))
        arguments[count++] = word;
    return count;
}

/* In the child: nothing comes back from here. Why it could not be begun goes into `failed`. */
static void become_ffmpeg(char **arguments, int input, int said, int failed)
{
    int nowhere = open("/dev/null", O_WRONLY);
    signal(SIGPIPE, SIG_DFL);
    if (nowhere >= 0 && dup2(input, STDIN_FILENO) >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0 &&
        dup2(said, STDERR_FILENO) >= 0)
        execvp(arguments[0], arguments);
    int reason = errno;
    ssize_t ignored = write(failed, &reason, sizeof reason);
    (void)ignored;
    _exit(127);
}

/* 0, or why it could not be begun: what the child has to say of it before it is another program. */
static int start(struct movie *movie, char **arguments)
{
    int input[2], failed[2], reason = 0;
    if (pipe(input) != 0)
        return errno;
    if (pipe(failed) != 0) {
        reason = errno;
        close(input[0]), close(input[1]);
        return reason;
    }
    fcntl(input[1], F_SETFD, FD_CLOEXEC);
    fcntl(failed[0], F_SETFD, FD_CLOEXEC);
    fcntl(failed[1], F_SETFD, FD_CLOEXEC);
    movie->child = fork();
    if (movie->child == 0)
        become_ffmpeg(arguments, input[0], fileno(movie->said), failed[1]);
    reason = movie->child < 0 ? errno : 0;
    close(input[0]), close(failed[1]);
    if (movie->child > 0 && read(failed[0], &reason, sizeof reason) <= 0)
        reason = 0;
    close(failed[0]);
    movie->pipe = input[1];
    return reason;
}

/* Waits for its end; whether that was a good one. */
static bool wait_for(struct movie *movie)
{
    int status = -1;
    if (movie->pipe >= 0)
        close(movie->pipe);
    movie->pipe = -1;
    while (movie->child > 0 && waitpid(movie->child, &status, 0) < 0 && errno == EINTR)
        continue;
    movie->child = 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool fail_to_start(int reason, struct error *error)
{
    if (reason == ENOENT)
        return error_at(error, ERROR_NO_PLACE,
                        "a .mp4 or .webm needs ffmpeg, which is not installed; .gif and .svg with "
                        "--animate need no other program");
    return error_at(error, ERROR_NO_PLACE, "cannot start ffmpeg: %s", strerror(reason));
}

/* Its last line. */
static bool fail_as_said(struct movie *movie, struct error *error)
{
    char line[200] = "", next[200];
    rewind(movie->said);
    while (fgets(next, sizeof next, movie->said))
        if (next[strspn(next, " \r\n")])
            memcpy(line, next, sizeof line);
    line[strcspn(line, "\r\n")] = '\0';
    return error_at(error, ERROR_NO_PLACE, "ffmpeg could not make the film%s%s", *line ? ": " : "",
                    line);
}

/* --- the movie --- */

static void free_movie(struct movie *movie)
{
    if (movie->said)
        fclose(movie->said);
    free(movie->bytes);
    free(movie);
}

struct movie *movie_begin(const char *path, const struct movie_format *format, int width,
                          int height, double rate, color ground, struct error *error)
{
    struct movie *movie = memory_new(1, sizeof *movie);
    struct text words = {0}, way = {0};
    char *arguments[ARGUMENTS_MAX] = {NULL};
    *movie = (struct movie){.pipe = -1,
                            .width = width + width % 2,
                            .height = height + height % 2,
                            .rate = rate,
                            .ground = ground,
                            .said = tmpfile()};
    if (!movie->said || !output_begin(&movie->file, path, error)) {
        if (!movie->said)
            error_set(error, ERROR_NO_PLACE, "cannot make a temporary file: %s", strerror(errno));
        free_movie(movie);
        return NULL;
    }
    text_add(&words, "ffmpeg -nostdin -v error -y -f rawvideo -pix_fmt rgb24 -s %dx%d -r ",
             movie->width, movie->height);
    text_add_number(&words, rate);
    text_add(&words, " %s %s", usual, format->arguments);
    text_add(&way, "file:%s", movie->file.beside ? movie->file.beside : movie->file.path);
    arguments[split(words.bytes, arguments, 0)] = way.bytes;
    movie->bytes = memory_new((size_t)movie->width * (size_t)movie->height, 3);
    int reason = start(movie, arguments);
    text_free(&words);
    text_free(&way);
    if (reason == 0)
        return movie;
    fail_to_start(reason, error);
    movie_abandon(movie);
    return NULL;
}

static void take_image(struct movie *movie, const struct image *image)
{
    uint8_t *byte = movie->bytes;
    for (int y = 0; y < movie->height; y++)
        for (int x = 0; x < movie->width; x++) {
            bool inside = x < image->width && y < image->height;
            color c = inside ? image->pixels[(ptrdiff_t)y * image->width + x] : movie->ground;
            *byte++ = (uint8_t)(c >> 16);
            *byte++ = (uint8_t)(c >> 8);
            *byte++ = (uint8_t)c;
        }
}

/* What is seen by now, once more. A pipe that was closed takes nothing any more. */
static void write_image(struct movie *movie)
{
    size_t size = (size_t)movie->width * (size_t)movie->height * 3, done = 0;
    while (movie->pipe >= 0 && done < size) {
        ssize_t count = write(movie->pipe, movie->bytes + done, size - done);
        if (count > 0) {
            done += (size_t)count;
        } else if (count < 0 && errno != EINTR) {
            close(movie->pipe);
            movie->pipe = -1;
        }
    }
    movie->written++;
}

static void write_until(struct movie *movie, double seconds)
{
    int64_t until = (int64_t)floor(seconds * movie->rate + 0.5);
    while (movie->any && movie->written < until && movie->pipe >= 0)
        write_image(movie);
}

void movie_add(struct movie *movie, double seconds, const struct image *image)
{
    write_until(movie, seconds);
    take_image(movie, image);
    movie->any = true;
}

bool movie_end(struct movie *movie, double seconds, struct error *error)
{
    write_until(movie, fmax(seconds, (double)(movie->written + 1) / movie->rate));
    bool open = movie->pipe >= 0, good = wait_for(movie) && open;
    if (good)
        good = output_commit(&movie->file, error);
    else {
        fail_as_said(movie, error);
        output_abandon(&movie->file);
    }
    free_movie(movie);
    return good;
}

void movie_abandon(struct movie *movie)
{
    if (!movie)
        return;
    if (movie->child > 0)
        kill(movie->child, SIGKILL); /* else it would end the film as if all was there */
    wait_for(movie);
    output_abandon(&movie->file);
    free_movie(movie);
}
