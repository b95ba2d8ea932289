#include "requal/time.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace requal {
namespace {

struct Change {
    std::int64_t at; ///< seconds since 1970, UTC
    int hours;       ///< offset from UTC from then on
};

/** The clock changes of Belgium until the common rules of 1981, after the IANA time zone database.
 */
constexpr std::array<Change, 69> changes{{
    {-1740355200, 1}, {-1693702800, 2}, {-1680483600, 1}, {-1663455600, 2}, {-1650150000, 1}, {-1632006000, 2},
    {-1618700400, 1}, {-1613826000, 0}, {-1604278800, 1}, {-1585530000, 0}, {-1574038800, 1}, {-1552266000, 0},
    {-1539997200, 1}, {-1520557200, 0}, {-1507510800, 1}, {-1490576400, 0}, {-1473642000, 1}, {-1459126800, 0},
    {-1444006800, 1}, {-1427677200, 0}, {-1411952400, 1}, {-1396227600, 0}, {-1379293200, 1}, {-1364778000, 0},
    {-1348448400, 1}, {-1333328400, 0}, {-1316394000, 1}, {-1301263200, 0}, {-1284328800, 1}, {-1269813600, 0},
    {-1253484000, 1}, {-1238364000, 0}, {-1221429600, 1}, {-1206914400, 0}, {-1191189600, 1}, {-1175464800, 0},
    {-1160344800, 1}, {-1143410400, 0}, {-1127685600, 1}, {-1111960800, 0}, {-1096840800, 1}, {-1080511200, 0},
    {-1063576800, 1}, {-1049061600, 0}, {-1033336800, 1}, {-1017612000, 0}, {-1002492000, 1}, {-986162400, 0},
    {-969228000, 1},  {-950479200, 0},  {-942012000, 1},  {-934668000, 2},  {-857257200, 1},  {-844556400, 2},
    {-828226800, 1},  {-812502000, 2},  {-798073200, 1},  {-781052400, 2},  {-766623600, 1},  {-745455600, 2},
    {-733273200, 1},  {228877200, 2},   {243997200, 1},   {260326800, 2},   {276051600, 1},   {291776400, 2},
    {307501200, 1},   {323830800, 2},   {338950800, 1},
}};

/** 01:00 UTC of the last Sunday of a month: when the clocks change in the European Union. */
std::int64_t last_sunday(std::chrono::year year, std::chrono::month month) {
    using namespace std::chrono;
    return sys_days{year / month / Sunday[last]}.time_since_epoch().count() * std::int64_t{86400} + 3600;
}

int offset_hours(Time time) {
    using namespace std::chrono;
    const year_month_day date{floor<days>(sys_seconds{seconds{time.seconds}})};
    if (date.year() < year{1981}) {
        const auto after = std::upper_bound(changes.begin(), changes.end(), time.seconds,
                                            [](std::int64_t t, const Change& c) { return t < c.at; });
        return after == changes.begin() ? 0 : std::prev(after)->hours;
    }
    // Directive 2000/84/EC and its predecessors: the end moved from September to October in 1996.
    const month autumn = date.year() < year{1996} ? September : October;
    const bool summer =
        time.seconds >= last_sunday(date.year(), March) && time.seconds < last_sunday(date.year(), autumn);
    return summer ? 2 : 1;
}

} // namespace

std::string brussels_day(Time time) {
    return rfc3339({time.seconds + std::int64_t{3600} * offset_hours(time)}).substr(0, 10);
}

} // namespace requal
