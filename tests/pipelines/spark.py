"""An archive, a line an article, through a command by Spark's pipe, on the cores of this machine.

cargo xtask pipelines runs it: spark.py ARCHIVE OUTPUT COMMAND
"""

import sys
import time

from pyspark.sql import SparkSession

archive, output, command = sys.argv[1:]
builder = SparkSession.builder.master("local[*]").appName("newsgloss")
spark = builder.config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
begun = time.monotonic()
lines = spark.sparkContext.textFile(archive, minPartitions=8)
lines.pipe(command, checkCode=True).saveAsTextFile(output)
# Without the start of Spark itself.
print(time.monotonic() - begun)
spark.stop()
