# The usual ways in R, for people of the default profile on four options. Prints
# seconds of each for one chain and year: a chain is a draw at a node of the frailty
# on an option.
#
# ready: products of a vector with matrices that lie ready, as the floor has them.
# job:   what the engine does, from the same draws of the parameters (read from the
#        file named): each chain's matrix of every year from its intensities, by a
#        power series, and the products; PML, the off-drug copy and the summaries,
#        which the engine does besides, are left out.
# expm, msm: a matrix exponential for each chain and year by two packages.
arguments <- commandArgs(trailingOnly = TRUE)
spent <- function(run) {
  best <- Inf
  for (repetition in 1:3) {
    time <- system.time(run())
    best <- min(best, time[["user.self"]] + time[["sys.self"]])
  }
  best
}

states <- 22
years <- 10
set.seed(1)
matrices <- lapply(seq_len(2000), function(i) {
  m <- matrix(runif(states * states) / states, states)
  m / rowSums(m)
})
start <- matrix(c(1, rep(0, states - 1)), 1)
ready <- spent(function() for (m in matrices) {
  p <- start
  for (year in seq_len(years)) p <- p %*% m
})
cat("ready", ready / (length(matrices) * years), "\n")

# one row for each chain: pace (frailty, hazard ratio, era), improvement, then the
# rate of leaving each band, and the multiplier of death of each
chains <- as.matrix(read.csv(arguments[[1]]))
jumps <- as.matrix(read.csv(arguments[[2]], header = FALSE))
deaths <- scan(arguments[[3]], quiet = TRUE)
bands <- nrow(jumps)
first <- as.integer(arguments[[4]]) + 1
live <- c(first, seq_len(bands))
lifted <- cbind(0, jumps[live, ])

one_year <- function(worsening, death, improvement) {
  generator <- worsening * lifted
  generator[1, first] <- generator[1, first] + improvement
  leaving <- worsening + death
  leaving[1] <- leaving[1] + improvement
  shift <- max(leaving)
  diag(generator) <- diag(generator) + shift - leaving
  # as many terms as leave out the engine's probability
  terms <- qpois(1e-11, shift, lower.tail = FALSE) + 1
  term <- total <- diag(length(live))
  for (order in seq_len(terms)) {
    term <- term %*% generator / order
    total <- total + term
  }
  exp(-shift) * total
}
job <- spent(function() for (row in seq_len(nrow(chains))) {
  chain <- chains[row, ]
  worsening <- chain[[1]] * chain[2 + live]
  multiplier <- chain[2 + bands + live]
  p <- matrix(c(1, rep(0, bands)), 1)
  for (year in seq_len(years)) {
    improvement <- if (year <= 2) chain[[2]] else 0
    p <- p %*% one_year(worsening, multiplier * deaths[year], improvement)
  }
})
cat("job", job / (nrow(chains) * years), "\n")

generators <- lapply(matrices[1:300], function(m) m - diag(rowSums(m)))
for (package in c("expm", "msm")) {
  if (requireNamespace(package, quietly = TRUE)) {
    exponential <- if (package == "expm") expm::expm else msm::MatrixExp
    taken <- spent(function() for (g in generators) exponential(g))
    cat(package, taken / length(generators), "\n")
  }
}
