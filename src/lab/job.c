#include "job.h"

#include "../base/memory.h"
#include "internal.h"

#include <stdlib.h>
#include <string.h>

struct job {
    const struct job_class *class;
    void *task, *result;
    int64_t done, pieces;
    struct halfway halfway; /* of the piece that was left last */
    struct work *work;      /* of one whose pieces need none of each other, until all is done */
    int64_t turn;           /* in which it was asked for last */
    struct job *older;      /* asked for before this one */
};

/* Every task begins with it. */
static const struct problem *problem_of(const void *task)
{
    return *(const struct problem *const *)task;
}

static struct job *job_new(struct lab *lab, const struct job_class *class, const void *task)
{
    struct job *job = memory_new(1, sizeof *job);
    job->class = class;
    job->task = memory_new(1, class->task_size);
    memcpy(job->task, task, class->task_size);
    owners_add(&problem_of(task)->owners);
    job->result = class->begin(task, &job->pieces);
    if (class->work && job->pieces > 0)
        job->work = class->work(lab->workers, job->result, job->pieces);
    return job;
}

static void job_free(struct job *job)
{
    work_end(job->work);
    job->class->end(job->result);
    halfway_free(&job->halfway);
    problem_release(problem_of(job->task));
    free(job->task);
    free(job);
}

/* Nobody waits for its threads. */
static void retire(struct lab *lab, struct job *job)
{
    if (!job->work || work_give_up(job->work)) {
        job_free(job);
        return;
    }
    job->older = lab->retired;
    lab->retired = job;
}

void lab_free_retired(struct lab *lab)
{
    for (struct job **at = &lab->retired, *job; (job = *at);) {
        if (!work_give_up(job->work)) {
            at = &job->older;
            continue;
        }
        *at = job->older;
        job_free(job);
    }
}

/* Takes the job out of those that there are; NULL: it is none of them. */
static struct job *take(struct lab *lab, const struct job_class *class, const void *task)
{
    for (struct job **at = &lab->jobs, *job; (job = *at); at = &job->older)
        if (job->class == class && memcmp(job->task, task, class->task_size) == 0) {
            *at = job->older;
            return job;
        }
    return NULL;
}

/* Makes room for one more of a class. */
static void drop(struct lab *lab, const struct job_class *class)
{
    int count = 0;
    for (struct job **at = &lab->jobs, *job; (job = *at); at = &job->older)
        if (job->class == class && ++count == class->kept) {
            *at = job->older;
            retire(lab, job);
            return;
        }
}

/* Asked after each slice. */
static bool slice_is_late(void *context)
{
    struct lab *lab = context;
    lab->pieces++;
    return lab->is_late(lab->context);
}

/* By a slice in any case. */
static void work_apart(struct lab *lab, struct job *job)
{
    bool goes_on =
        job->work && work_ask(job->work, &lab->workspace, lab->is_late ? slice_is_late : NULL, lab);
    if (job->work && !goes_on) {
        work_end(job->work);
        job->work = NULL;
    }
    job->turn = lab->turn;
    lab->shortfalls += job->work != NULL;
    lab->awaited += job->work && work_rests(job->work);
}

/* The next piece, or a share of it. */
static void do_piece(struct lab *lab, struct job *job)
{
    const struct job_class *class = job->class;
    workspace_share(&lab->workspace, &job->halfway, lab_share(lab));
    class->piece(job->task, job->result, job->done, &lab->workspace);
    job->done += workspace_rest(&lab->workspace);
    lab->pieces++;
    if (class->is_whole && class->is_whole(job->result))
        job->done = job->pieces;
}

/* By a piece in each turn, and then as long as there is time. */
static void work_in_order(struct lab *lab, struct job *job)
{
    bool first = job->turn != lab->turn;
    for (; job->done < job->pieces; first = false) {
        if (!first && lab->is_late && lab->is_late(lab->context))
            break;
        do_piece(lab, job);
    }
    job->turn = lab->turn;
    lab->shortfalls += job->done < job->pieces;
}

void *lab_ask(struct lab *lab, const struct job_class *class, const void *task)
{
    struct job *job = take(lab, class, task);
    if (!job) {
        drop(lab, class);
        job = job_new(lab, class, task);
    }
    job->older = lab->jobs;
    lab->jobs = job;
    if (class->work)
        work_apart(lab, job);
    else
        work_in_order(lab, job);
    return job->result;
}

static void free_all(struct job **jobs)
{
    for (struct job *job = *jobs, *older; job; job = older) {
        older = job->older;
        job_free(job);
    }
    *jobs = NULL;
}

void lab_drop_jobs(struct lab *lab)
{
    free_all(&lab->jobs);
    free_all(&lab->retired);
}

bool lab_has_news(struct lab *lab)
{
    for (struct job *job = lab->jobs; job; job = job->older)
        if (job->work && job->turn == lab->turn && work_has_news(job->work))
            return true;
    return false;
}
