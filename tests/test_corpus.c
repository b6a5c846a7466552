/* Every file of the fuzzers' corpus, through the same functions: what a fuzzer has found once is
 * looked for in each run of the tests. */

#include "fuzz/targets.h"
#include "suite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void run_file(const struct fuzz_target *target, const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file, "%s", path);
    static char bytes[1 << 16];
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    /* An exact copy, so that the sanitizers see what reads beyond. */
    char *copy = malloc(size ? size : 1);
    memcpy(copy, bytes, size);
    target->run(copy, size);
    free(copy);
}

START_TEST(corpus_is_without_findings)
{
    const struct fuzz_target *target = &fuzz_targets[_i];
    char path[512];
    snprintf(path, sizeof path, "tests/fuzz/corpus/%s", target->name);
    DIR *directory = opendir(path);
    ck_assert_msg(directory, "%s: the tests run in the project's directory", path);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(directory)); count++) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "tests/fuzz/corpus/%s/%s", target->name, entry->d_name);
        mark_point();
        run_file(target, path);
    }
    closedir(directory);
    ck_assert_int_gt(count, 2);
}
END_TEST

START_TEST(targets_are_found_by_name)
{
    ck_assert_ptr_eq(fuzz_target_find("formula"), &fuzz_targets[0]);
    ck_assert_ptr_null(fuzz_target_find("nothing"));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("corpus");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, corpus_is_without_findings, 0, fuzz_target_count);
    tcase_add_test(tests, targets_are_found_by_name);
    return suite_run("corpus", tests);
}
