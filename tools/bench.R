# The usual ways in R: a loop of products of ready-made matrices, and a matrix
# exponential for each chain and year by two packages. Prints seconds for each one.
states <- 22
set.seed(1)
make <- function(n) lapply(seq_len(n), function(i) {
  m <- matrix(runif(states * states) / states, states)
  m / rowSums(m)
})
spent <- function(run) {
  best <- Inf
  for (repetition in 1:3) {
    time <- system.time(run())
    best <- min(best, time[["user.self"]] + time[["sys.self"]])
  }
  best
}

matrices <- make(2000)
start <- matrix(c(1, rep(0, states - 1)), 1)
years <- 10
loop <- spent(function() for (m in matrices) {
  p <- start
  for (year in seq_len(years)) p <- p %*% m
})
cat("loop", loop / (length(matrices) * years), "\n")

generators <- lapply(matrices[1:300], function(m) m - diag(rowSums(m)))
for (package in c("expm", "msm")) {
  if (requireNamespace(package, quietly = TRUE)) {
    exponential <- if (package == "expm") expm::expm else msm::MatrixExp
    taken <- spent(function() for (g in generators) exponential(g))
    cat(package, taken / length(generators), "\n")
  }
}
