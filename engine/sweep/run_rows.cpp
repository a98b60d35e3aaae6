#include "engine/sweep/run_rows.h"

#include <vector>

#include "engine/core/assert.h"
#include "engine/sweep/database.h"
#include "engine/sweep/store_schema.h"

namespace dragoman {

void ForEachRun(const std::string& store, const Sweep& sweep,
                FunctionRef<void(std::uint64_t, std::span<const double>)> take) {
  DRAGOMAN_ASSERT(sweep.keeps_rows());
  const Database database(store, DatabaseMode::kRead);
  Statement all(database, "SELECT run, " + RunColumns(sweep) + " FROM runs ORDER BY run");
  std::vector<double> values(sweep.outcomes().size());
  while (all.Step()) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      values[k] = all.Number(static_cast<int>(k) + 1);
    }
    take(all.Count(0), values);
  }
}

}  // namespace dragoman
