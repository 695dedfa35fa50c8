"""Checks an archive of reports with Apache Spark: `gouji check` as a stage of `mapInPandas`.

    spark-submit spark_check.py --gouji /usr/local/bin/gouji ARCHIVE OUTPUT

ARCHIVE is a folder that every worker can read; OUTPUT becomes a Parquet table with one row a report.
"""
import argparse
import json
import os
import subprocess

import pandas
from pyspark.sql import SparkSession

SCHEMA = "file string, error string, errors int, warnings int, numbers int, verified int, unchecked int, report string"


def checker(gouji):
    """A stage that checks a partition of paths with one process, so that starting it is paid once."""

    def check(batches):
        for batch in batches:
            paths = "".join(f"{path}\n" for path in batch["file"])
            run = subprocess.run(
                [gouji, "check", "--format", "json", "--jobs", "1", "--files-from", "-"],
                input=paths.encode(), stdout=subprocess.PIPE, check=False,
            )
            if run.returncode not in (0, 1, 2):
                raise RuntimeError(f"gouji ended with {run.returncode}")
            yield pandas.DataFrame([row(line) for line in run.stdout.decode().splitlines()], columns=SCHEMA_NAMES)

    return check


SCHEMA_NAMES = [column.split()[0] for column in SCHEMA.split(", ")]


def row(line):
    report = json.loads(line)
    severities = [finding["severity"] for finding in report.get("findings", [])]
    summary = report.get("summary", {})
    return [
        report["file"], report.get("error"), severities.count("error"), severities.count("warning"),
        summary.get("numbers", 0), summary.get("verified", 0), summary.get("unchecked", 0), line,
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gouji", default="gouji")
    parser.add_argument("archive")
    parser.add_argument("output")
    arguments = parser.parse_args()
    files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(arguments.archive) for name in names)
    spark = SparkSession.builder.appName("gouji").getOrCreate()
    paths = spark.createDataFrame([(path,) for path in files], "file string").repartition(
        max(1, spark.sparkContext.defaultParallelism))
    paths.mapInPandas(checker(os.path.abspath(arguments.gouji)), SCHEMA).write.mode("overwrite").parquet(arguments.output)
    spark.stop()


if __name__ == "__main__":
    main()
