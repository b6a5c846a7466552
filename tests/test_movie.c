/* Films by ffmpeg: what goes through the pipe, and what becomes of the file where that fails. Here
 * a script stands for it, so that it need not be there. */

#include "file.h"
#include "folder.h"
#include "suite.h"

#include "../src/output/movie.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Writes its arguments, then what comes in, into the file that is named last. */
static const char good[] = "#!/bin/sh\n"
                           "for last; do :; done\n"
                           "{ echo \"$@\"; cat; } >\"${last#file:}\"\n";
/* Reads a little, complains and goes. */
static const char bad[] = "#!/bin/sh\n"
                          "head -c 10 >/dev/null; exec 0<&-\n"
                          "echo first >&2; echo 'Unknown encoder libx264' >&2; exit 1\n";

static void put_ffmpeg(const char *script)
{
    struct text path = {0};
    file_write(folder_path("ffmpeg"), script);
    ck_assert_int_eq(chmod(folder_path("ffmpeg"), 0755), 0);
    text_add(&path, "%s:/usr/bin:/bin", home);
    setenv("PATH", path.bytes, 1);
    text_free(&path);
    signal(SIGPIPE, SIG_IGN); /* as main does it */
}

static struct movie *begin(int width, int height, double rate, struct error *error)
{
    return movie_begin(folder_path("a.mp4"), movie_format_find("mp4"), width, height, rate,
                       0x0A0B0C, error);
}

static struct image image_of(int width, int height, color c)
{
    struct image image = {0};
    image_begin(&image, width, height);
    for (size_t i = 0; i < image_count(&image); i++)
        image.pixels[i] = c;
    return image;
}

static int count_files(void)
{
    int count = 0;
    DIR *folder = opendir(home);
    for (struct dirent *entry; (entry = readdir(folder));)
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

/* Images come as often as they are seen; odd sides are made even by a line of the ground. */
START_TEST(images_come_through_the_pipe)
{
    enum { WIDTH = 4, HEIGHT = 4, SIZE = WIDTH * HEIGHT * 3 };
    static const uint8_t seen[] = {1, 1, 1, 2, 3, 3};
    struct error error;
    put_ffmpeg(good);
    struct movie *movie = begin(3, 3, 10, &error);
    ck_assert_ptr_nonnull(movie);
    for (unsigned i = 1; i <= 3; i++) {
        struct image image = image_of(3, 3, i * 0x010101);
        movie_add(movie, i == 1 ? 0 : 0.1 * (i + 1), &image);
        image_free(&image);
    }
    ck_assert_msg(movie_end(movie, 0.6, &error), "%s", error.text);
    struct text file = file_read(folder_path("a.mp4"));
    const char *bytes = strchr(file.bytes, '\n') + 1;
    ck_assert_ptr_nonnull(strstr(file.bytes, "-pix_fmt rgb24 -s 4x4 -r 10 -i - "));
    ck_assert_ptr_nonnull(strstr(file.bytes, "-c:v libx264 "));
    ck_assert_uint_eq(file.length - (size_t)(bytes - file.bytes), sizeof seen * SIZE);
    for (size_t i = 0; i < sizeof seen; i++)
        for (int k = 0; k < WIDTH * HEIGHT; k++, bytes += 3) {
            bool inside = k % WIDTH < 3 && k / WIDTH < 3;
            const char wanted[] = {(char)seen[i], (char)seen[i], (char)seen[i]};
            ck_assert_mem_eq(bytes, inside ? wanted : "\x0A\x0B\x0C", 3);
        }
    text_free(&file);
}
END_TEST

/* A pipe that is closed is an error, and no end of the program; nothing is left of the film. */
START_TEST(a_closed_pipe_is_an_error)
{
    struct image image = image_of(300, 200, 0);
    struct error error;
    put_ffmpeg(bad);
    file_write(folder_path("a.mp4"), "as it was");
    struct movie *movie = begin(300, 200, 10, &error);
    ck_assert_ptr_nonnull(movie);
    for (int i = 0; i < 10; i++)
        movie_add(movie, i * 0.1, &image);
    ck_assert(!movie_end(movie, 1, &error));
    ck_assert_str_eq(error.text, "ffmpeg could not make the film: Unknown encoder libx264");
    struct text file = file_read(folder_path("a.mp4"));
    ck_assert_str_eq(file.bytes, "as it was");
    ck_assert_int_eq(count_files(), 2);
    text_free(&file);
    image_free(&image);
}
END_TEST

START_TEST(a_film_that_is_broken_off_is_no_file)
{
    struct image image = image_of(30, 20, 0);
    struct error error;
    put_ffmpeg(good);
    struct movie *movie = begin(30, 20, 10, &error);
    movie_add(movie, 0, &image);
    movie_add(movie, 1, &image);
    movie_abandon(movie);
    ck_assert_int_eq(count_files(), 1);
    image_free(&image);
}
END_TEST

START_TEST(it_says_what_is_missing)
{
    struct error error;
    setenv("PATH", home, 1);
    ck_assert_ptr_null(begin(30, 20, 10, &error));
    ck_assert_str_eq(error.text, "a .mp4 or .webm needs ffmpeg, which is not installed; .gif and "
                                 ".svg with --animate need no other program");
    ck_assert_int_eq(count_files(), 0);
    setenv("PATH", "/usr/bin:/bin", 1); /* what tidies up needs one */
}
END_TEST

START_TEST(a_folder_that_is_not_there)
{
    struct error error;
    put_ffmpeg(good);
    ck_assert_ptr_null(
        movie_begin("/nonexistent/a.webm", movie_format_find("webm"), 2, 2, 1, 0, &error));
    ck_assert_str_eq(error.text, "cannot write /nonexistent/a.webm: No such file or directory");
}
END_TEST

/* All of the program, from a scene on. */
START_TEST(the_program_makes_one)
{
    struct text line = {0};
    put_ffmpeg(good);
    text_add(
        &line,
        "\"$OVERSHOOT\" render -e 'surface ravine' --size 40x12 --seconds 0.5 --fps 10 -o '%s'",
        folder_path("b.webm"));
    int result = system(line.bytes); /* NOLINT(cert-env33-c): a shell is what is wanted */
    ck_assert_int_eq(WEXITSTATUS(result), 0);
    struct text file = file_read(folder_path("b.webm"));
    size_t head = (size_t)(strchr(file.bytes, '\n') + 1 - file.bytes);
    ck_assert_ptr_nonnull(strstr(file.bytes, " -s 378x234 -r 10 "));
    ck_assert_uint_eq(file.length - head, 6 * 378 * 234 * 3);
    text_free(&file);
    text_free(&line);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("movie");
    tcase_add_checked_fixture(tests, folder_begin, folder_end);
    tcase_add_test(tests, images_come_through_the_pipe);
    tcase_add_test(tests, a_closed_pipe_is_an_error);
    tcase_add_test(tests, a_film_that_is_broken_off_is_no_file);
    tcase_add_test(tests, it_says_what_is_missing);
    tcase_add_test(tests, a_folder_that_is_not_there);
    tcase_add_test(tests, the_program_makes_one);
    return suite_run("movie", tests);
}
